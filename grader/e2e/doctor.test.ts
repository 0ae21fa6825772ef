import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textWidth } from "../lib/text-width.ts";
import {
  underAppArmor,
  underDocker,
  underHiding,
  underLimit,
  underSetting,
} from "../sandbox/testing.ts";
import { pathWithout, provide, sockgradeUnder } from "./machines.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-doctor-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("tries everything, and finds nothing missing where nothing is", async () => {
  const { code, stdout } = await sockgradeUnder([], ["doctor", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    tier: 1,
    works: { namespaces: true, sandbox: true, capture: true, kernel: true },
    missing: [],
  });
  expect(code).toBe(0);
});

it("tells what each language has, and how to add one that not every class needs, which setup does not", async () => {
  const PATH = await pathWithout("go", "javac");
  provide(PATH, "apt-get", "exit 0");
  const [asked, text, setup] = await Promise.all([
    sockgradeUnder([], ["doctor", "--json"], { PATH }),
    sockgradeUnder([], ["doctor", "--lang", "en"], { PATH }),
    sockgradeUnder([], ["doctor", "--install"], { PATH }),
  ]);
  const { languages, tools, install } = JSON.parse(asked.stdout) as Record<string, unknown>;
  expect(languages).toEqual(
    expect.arrayContaining([
      {
        language: "go",
        name: "Go",
        tools: [{ name: "go", optional: true, path: null, version: null }],
        install: expect.stringMatching(/apt-get install .* golang-go$/u) as string,
      },
      expect.objectContaining({
        language: "python",
        tools: [
          {
            name: "python3",
            optional: false,
            path: expect.stringContaining("/python3") as string,
            version: expect.stringMatching(/^3\.\d+/u) as string,
          },
        ],
      }),
    ]),
  );
  expect(tools).toMatchObject({ go: null, javac: null });
  expect(install).toMatch(/apt-get install .* default-jdk-headless$/u);
  expect(text.stdout).toMatch(/✗ javac +missing +Java\n[^]*– go +missing +Go\n/u);
  expect(text.stdout).toMatch(/\n {2}Go\n {4}.*apt-get install .* golang-go\n/u);
  expect(setup.stdout).toMatch(/\n\$ .*apt-get install .* default-jdk-headless\n/u);
});

describe.each([
  {
    where: "in Docker",
    denial: () => underDocker(folder),
    en: ["Docker refuses unshare()", "docker run --security-opt seccomp=unconfined"],
    pt: ["O Docker nega unshare()", "Inicie o contêiner"],
  },
  {
    where: "on Ubuntu",
    denial: () => underAppArmor(folder),
    en: ["AppArmor refuses", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"],
    pt: ["O AppArmor nega", "npm run setup faz"],
  },
])("$where", ({ denial, en, pt }) => {
  it.each([
    ["en", "Tier 2", en],
    ["pt-BR", "Nível 2", pt],
  ])("says in %s what refuses, and the one command, in 80 columns", async (lang, tier, says) => {
    const { stdout } = await sockgradeUnder(denial(), ["doctor", "--lang", lang]);
    for (const text of [tier, ...says]) expect(stdout).toContain(text);
    expect(stdout.match(/--security-opt seccomp|sysctl -w/gu)).toHaveLength(1);
    // A command is one line, to be pasted.
    expect(
      stdout.split("\n").filter((line) => textWidth(line) > 80 && !/ -w |run /u.test(line)),
    ).toEqual([]);
  });
});

it("names a /proc that hides other users' programs, which does no harm", async () => {
  const { stdout } = await sockgradeUnder(underHiding, ["doctor"]);
  expect(stdout).toContain("hidepid=invisible");
  expect(stdout).toContain("\n  mount -o remount,hidepid=0 /proc\n");
  expect(stdout).toMatch(/✓ kernel view +tried/u);
});

it("asks for the right to look at programs, whoever has it", async () => {
  const denial = underSetting("kernel.yama.ptrace_scope", "2");
  const powerless = ["setpriv", "--inh-caps=-all", "--bounding-set=-all", "--"];
  const runs = [denial, [...denial, ...powerless]].map(async (one) => {
    const { stdout } = await sockgradeUnder(one, ["doctor", "--json"]);
    return (JSON.parse(stdout) as { works: { kernel: boolean } }).works.kernel;
  });
  expect(await Promise.all(runs)).toEqual([true, false]);
});

describe("--sandbox", () => {
  const grade = ["grade", "ex1", "--reference", "--only", "listens"];

  it("auto steps down and says so once: in the header, or on stderr where no person reads", async () => {
    const [screen, document, off] = await Promise.all([
      sockgradeUnder(underLimit, grade),
      sockgradeUnder(underLimit, [...grade, "--reporter", "json"]),
      sockgradeUnder(underLimit, [...grade, "--sandbox", "off"]),
    ]);
    const said = /without +a network of its own or a sandbox: only for programs you trust/gu;
    expect(screen.stdout.match(said)).toHaveLength(1);
    expect(screen.stderr).toBe("");
    expect(JSON.parse(document.stdout)).toMatchObject({ tier: 2, score: 10 });
    expect(document.stderr).toMatch(/^sockgrade: without .*max_user_namespaces = 0\).*\n$/u);
    expect(off.stdout + off.stderr).not.toContain("only for programs you trust");
    expect([screen.code, document.code, off.code]).toEqual([0, 0, 0]);
  });

  it.each([
    ["en", "asks for what this machine does not give", "Docker refuses unshare()"],
    ["pt-BR", "pede o que esta máquina não oferece", "o Docker nega unshare()"],
  ])("require refuses in %s: what is missing, why, and the command", async (lang, first, why) => {
    const args = [...grade, "--sandbox", "require", "--lang", lang];
    const { code, stdout, stderr } = await sockgradeUnder(underDocker(folder), args);
    for (const text of [first, why, "--security-opt seccomp=unconfined"])
      expect(stderr).toContain(text);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  it("require grades where a sandbox is to be had", async () => {
    expect((await sockgradeUnder([], [...grade, "--sandbox", "require"])).code).toBe(0);
  });

  it("require refuses where bubblewrap is not there, and auto says what that means", async () => {
    const PATH = await pathWithout("bwrap");
    provide(PATH, "apt-get", "exit 1");
    const [required, auto] = await Promise.all([
      sockgradeUnder([], [...grade, "--sandbox", "require"], { PATH }),
      sockgradeUnder([], grade, { PATH }),
    ]);
    expect(required.stderr).toMatch(
      /not installed: bwrap\)\n.*\n.*apt-get install .* bubblewrap$/mu,
    );
    expect(required.code).toBe(3);
    expect(auto.stdout).toMatch(/without +a sandbox: only for programs you trust/u);
    expect(auto.stdout).not.toContain("network of its own or");
  });

  it("require refuses a bubblewrap that is there and does not work", async () => {
    const PATH = await pathWithout("bwrap");
    provide(PATH, "bwrap", "echo 'bwrap: Creating new namespace failed' >&2; exit 1");
    const [{ stderr, code }, doctor] = await Promise.all([
      sockgradeUnder([], [...grade, "--sandbox", "require"], { PATH }),
      sockgradeUnder([], ["doctor"], { PATH }),
    ]);
    expect(stderr).toContain("bwrap was refused: bwrap: Creating new namespace failed");
    expect(code).toBe(3);
    expect(doctor.stdout).toMatch(/✗ sandbox/u);
    expect(doctor.stdout).toContain("Bwrap was refused: bwrap: Creating new namespace failed.");
  });
});
