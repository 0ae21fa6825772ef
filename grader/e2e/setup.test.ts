import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnInTerminal } from "../process/spawn.ts";
import { underLimit } from "../sandbox/testing.ts";
import { findTool } from "../sandbox/find-tool.ts";
import { plain } from "../process/testing.ts";
import { pathWithout, provide, sockgradeUnder } from "./machines.ts";
import { plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

const setup = ["doctor", "--install"];

/** In a user namespace of its own, who has another user's number and no right over any other. */
const as = (user: string) => ["unshare", "--user", `--map-user=${user}`, `--map-group=${user}`];

/** A package manager of ours: keeps what it was told, and has what it is asked for. */
async function machineWith(
  manager: string,
): Promise<Readonly<{ PATH: string; told: () => string }>> {
  const PATH = await pathWithout("bwrap", "tcpdump");
  const log = join(PATH, "told");
  const links = ["bwrap", "tcpdump"].map(
    (name) => `ln -sf ${findTool(name, plain.env.PATH)} ${join(PATH, name)}`,
  );
  provide(
    PATH,
    manager,
    `echo "${manager} $*" >> ${log}\ncase "$*" in *bubblewrap*tcpdump*) ${links.join("; ")};; esac`,
  );
  provide(PATH, "sudo", `echo "sudo $*" >> ${log}\n[ "$1" != -n ] || shift\nexec "$@"`);
  return { PATH, told: () => readFileSync(log, "utf8") };
}

describe("packages", () => {
  it.each([
    ["apt-get", "apt-get update\napt-get install -y --no-install-recommends bubblewrap tcpdump\n"],
    ["dnf", "dnf install -y bubblewrap tcpdump\n"],
    ["pacman", "pacman -S --needed --noconfirm bubblewrap tcpdump\n"],
    ["apk", "apk add bubblewrap tcpdump\n"],
    ["zypper", "zypper --non-interactive install bubblewrap tcpdump\n"],
  ])(
    "are installed by %s, the command shown before; once",
    async (manager, told) => {
      const machine = await machineWith(manager);
      const { code, stdout } = await sockgradeUnder(as("0"), setup, { PATH: machine.PATH });
      expect(machine.told()).toBe(told);
      expect(stdout).toContain(`\n$ ${told.trim().replace("\n", " && ")}\n`);
      expect(stdout).toMatch(
        /✗ sandbox[^]*What is there now:[^]*✓ sandbox[^]*Nothing is missing\.\n$/u,
      );
      expect(code).toBe(0);
      const again = await sockgradeUnder(as("0"), setup, { PATH: machine.PATH });
      expect([machine.told(), again.code]).toEqual([told, 0]);
      expect(again.stdout).not.toContain("$ ");
    },
    200_000,
  );

  it("are asked of sudo by an ordinary user, without a password where nobody can type it", async () => {
    const { PATH, told } = await machineWith("dnf");
    const { code } = await sockgradeUnder(as("1000"), setup, { PATH });
    expect(told()).toBe(
      "sudo -n dnf install -y bubblewrap tcpdump\ndnf install -y bubblewrap tcpdump\n",
    );
    expect(code).toBe(0);
  });

  it("that could not be installed are our failure, and named again", async () => {
    const { PATH } = await machineWith("apk");
    provide(PATH, "apk", "echo 'no network' >&2; exit 7");
    const { code, stdout, stderr } = await sockgradeUnder(as("0"), setup, { PATH });
    expect(stderr).toContain(
      "no network\nsockgrade: the command failed: apk add bubblewrap tcpdump\n",
    );
    expect(stdout).toMatch(/What is there now:[^]*✗ sandbox/u);
    expect(code).toBe(3);
  });

  it("are left to the person where no package manager is known", async () => {
    const { code, stdout } = await sockgradeUnder(as("0"), setup, {
      PATH: await pathWithout("bwrap"),
    });
    expect(stdout).toContain("no known package manager is here: bwrap");
    expect(code).toBe(3);
  });
});

describe("a setting of the kernel that forbids namespaces", () => {
  it.each([
    ["with --yes", [...setup, "--yes"], {}],
    ["in a workflow", setup, { CI: "true" }],
  ])("is changed for real %s, and tier 1 is reached", async (_, args, env) => {
    const { code, stdout } = await sockgradeUnder(underLimit, args, env);
    expect(stdout).toMatch(
      /^Tier 2[^]*\n\$ .*max_user_namespaces[^]*What is there now:\n\nTier 1/u,
    );
    expect(code).toBe(0);
  });

  it("is left alone where nobody can be asked", async () => {
    const { code, stdout } = await sockgradeUnder(underLimit, setup);
    expect(stdout).toMatch(/Not run, as nobody is here[^]*What is there now:\n\nTier 2/u);
    expect(stdout).not.toContain("\n$ ");
    expect(code).toBe(0);
  });

  it.each([
    ["y", "Tier 1"],
    ["", "Tier 2"],
  ])("is asked for at a terminal: %j", async (answer, tier) => {
    const command = [...underLimit, ...sockgradeCommand, ...setup];
    const terminal = await spawnInTerminal(command, { cwd: "/", env: plainEnvironment() });
    let screen = "";
    let isAnswered = false;
    terminal?.onStdout((bytes) => {
      screen += bytes.toString();
      if (isAnswered || !screen.includes("[y/N]")) return;
      isAnswered = true;
      terminal.stdin?.write(`${answer}\n`);
    });
    expect((await terminal?.exited)?.code).toBe(0);
    expect(screen.split("What is there now:")[1]).toContain(tier);
  });
});

it("does not write a document and install at once", async () => {
  const { code, stderr } = await sockgradeUnder([], [...setup, "--json"]);
  expect(stderr).toContain("Expected --json or --install");
  expect(code).toBe(2);
});
