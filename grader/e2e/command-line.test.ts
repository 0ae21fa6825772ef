import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { packageRoot } from "../exercise/package-root.ts";
import { type GradeResult, resultSchema } from "../model/result.ts";
import type { ToolRun } from "../model/tool.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { gradeToJson, sockgrade } from "./run-sockgrade.ts";

const fixture = (name: string) => join(packageRoot, "fixtures", "submissions", name);

describe("list and show", () => {
  it("lists every exercise in the language asked for", async () => {
    const [english, portuguese] = await Promise.all([
      sockgrade(["list", "--lang", "en"]),
      sockgrade(["list", "--lang", "pt-BR"]),
    ]);
    expect(english.stdout).toMatch(/^ex1 +greeting-tcp .*Greeting over TCP \(\d+ checks\)$/mu);
    expect(portuguese.stdout).toMatch(
      /^ex1 +greeting-tcp .*Saudação por TCP \(\d+ verificações\)$/mu,
    );
    expect(english.stdout.trimEnd().split("\n")).toHaveLength(13);
    expect([english.code, portuguese.code]).toEqual([0, 0]);
  });

  it.each([
    { LC_ALL: "en_GB.UTF-8", says: "Ping-pong over TCP" },
    { LC_ALL: "pt_BR.UTF-8", says: "Ping-Pong (" },
    { LC_ALL: "C", says: "Ping-Pong (" },
  ])("takes the language from LC_ALL=$LC_ALL", async ({ LC_ALL, says }) => {
    expect((await sockgrade(["list"], { env: { LC_ALL, LANG: "en_US.UTF-8" } })).stdout).toContain(
      says,
    );
  });

  it.each(["pt-BR", "en"])(
    "shows the statement and what each check is worth in %s",
    async (language) => {
      const statement = join(
        packageRoot,
        "exercises",
        "ex3-ping-pong-tcp",
        `statement.${language}.md`,
      );
      const { code, stdout } = await sockgrade(["show", "ex3", "--lang", language]);
      // The marks around the transcript are for the tool that draws it.
      const text = (await readFile(statement, "utf8")).replaceAll(/^<!--.*-->\n\n?/gmu, "");
      expect(stdout).toContain(text.trim());
      expect(stdout).not.toContain("<!--");
      const points = [...stdout.matchAll(/^ *(\d+) {2}[a-z-]+ {2}/gmu)].map(([, number]) =>
        Number(number),
      );
      expect(points.reduce((total, number) => total + number, 0)).toBe(100);
      expect(code).toBe(0);
    },
  );
});

describe("doctor", () => {
  it("names the tier that gradings have on this machine", async () => {
    const [doctor, { result }] = await Promise.all([
      sockgrade(["doctor"]),
      gradeToJson(["ex1", "--reference", "--only", "listens"]),
    ]);
    expect(doctor.stdout).toMatch(new RegExp(`tier ${result.tier}`, "iu"));
    expect(doctor.code).toBe(0);
  });
});

describe("grade", () => {
  it.each([
    ["ex1", "python"],
    ["ex1", "java"],
    ["ex3", "python"],
  ])("gives the reference of %s in %s full marks and exit code 0", async (exercise, language) => {
    const { run, result } = await gradeToJson([exercise, "--reference", language]);
    expect(result).toMatchObject({
      score: 100,
      maxScore: 100,
      submission: { languages: [language] },
    });
    expect(run.code).toBe(0);
  });

  it("grades the folder npm was called from when no path is given", async () => {
    const INIT_CWD = fixture("ex1/wrong-bytes-literal");
    const { result } = await gradeToJson(["ex1", "--only", "listens"], { env: { INIT_CWD } });
    expect(result.submission.path).toBe(INIT_CWD);
  });

  it("takes a relative path from there, and from the working folder without npm", async () => {
    const INIT_CWD = fixture("ex1");
    const args = ["ex1", "wrong-bytes-literal", "--only", "listens"];
    const [byNpm, byShell] = await Promise.all([
      gradeToJson(args, { env: { INIT_CWD } }),
      gradeToJson(args, { cwd: INIT_CWD }),
    ]);
    expect(byNpm.result.submission.path).toBe(join(INIT_CWD, "wrong-bytes-literal"));
    expect(byShell.result.submission.path).toBe(join(INIT_CWD, "wrong-bytes-literal"));
  });

  it("runs one check alone", async () => {
    const { run, result } = await gradeToJson(["ex3", "--reference", "--only", "reply-arrives"]);
    expect(result.checks.map(({ id, status }) => [id, status])).toEqual([
      ["reply-arrives", "passed"],
    ]);
    expect(run.code).toBe(0);
  });

  it("repeats the same words for the same seed, and others for another", async () => {
    const typed = async (seed: string) => {
      const { result } = await gradeToJson([
        "ex3",
        "--reference",
        "--only",
        "rounds",
        "--seed",
        seed,
      ]);
      expect(result.seed).toBe(Number(seed));
      return result.checks.flatMap(({ trace = [] }) =>
        trace.flatMap((event) => (event.kind === "typed" ? [event.text] : [])),
      );
    };
    const [once, again, other] = await Promise.all([typed("7"), typed("7"), typed("8")]);
    expect(once.length).toBeGreaterThan(5);
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });
});

describe("a submission that loses points", () => {
  const path = fixture("ex3/wrong-reply-never-sent");
  let screen: ToolRun;
  let json: { run: ToolRun; result: GradeResult };

  beforeAll(async () => {
    [screen, json] = await Promise.all([
      sockgrade(["grade", "ex3", path]),
      gradeToJson(["ex3", path]),
    ]);
  });

  it("exits with 1, and with 0 when told so", async () => {
    expect([screen.code, json.run.code]).toEqual([1, 1]);
    expect((await sockgrade(["grade", "ex3", path, "--exit-zero"])).code).toBe(0);
  });

  it("shows the two terminals with the wire between, plain where there is no terminal", () => {
    const heading = /^ +server · servidor\.py +wire +client · cliente\.py$/mu;
    expect(screen.stdout).toMatch(heading);
    expect(screen.stdout).toMatch(/Digite mensagem: ⌨ \w+/u);
    expect(screen.stdout).toMatch(/◀── \d+ B "\w+"/u);
    expect(screen.stdout).toMatch(
      /⏸ in recv\(\), from the client +⏸ in recv\(\), from the server/u,
    );
    expect(screen.stdout).toContain("✗ reply-arrives");
    expect(screen.stdout).not.toContain("\u001B");
    expect(screen.stderr).toBe("");
  });

  it("tells in JSON what it tells on the screen", () => {
    const failed = json.result.checks.filter(({ status }) => status === "failed");
    expect(failed).toMatchObject([
      { id: "reply-arrives", points: 0, maxPoints: 15, cause: { kind: "not-sent" } },
    ]);
    expect(screen.stdout).toContain(`Score: ${json.result.score}/${json.result.maxScore}`);
    expect(json.result.score).toBe(
      json.result.checks.reduce((total, { points }) => total + points, 0),
    );
  });

  it("writes JSON that the schema that ships accepts, and that no other document is", async () => {
    const text = await readFile(join(packageRoot, "schema", "result.schema.json"), "utf8");
    const schema = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
    const document = JSON.parse(json.run.stdout) as object;
    expect(schema.safeParse(document).error).toBeUndefined();
    expect(schema.safeParse({ ...document, schemaVersion: 2 }).success).toBe(false);
  });

  it("shows it in Portuguese", async () => {
    const { stdout } = await sockgrade([
      "grade",
      "ex3",
      path,
      "--only",
      "reply-arrives",
      "--lang",
      "pt-BR",
    ]);
    expect(stdout).toMatch(/^ +servidor · servidor\.py +fio +cliente · cliente\.py$/mu);
  });

  it("writes to the screen and to a file in one run", async () => {
    const folder = await tempFolder();
    const file = join(folder, "result.json");
    const reporters = ["--reporter", "tty", "--reporter", `json=${file}`];
    const { stdout } = await sockgrade([
      "grade",
      "ex3",
      path,
      "--only",
      "reply-arrives",
      ...reporters,
    ]);
    const result = resultSchema.parse(JSON.parse(await readFile(file, "utf8")));
    expect(stdout).toContain(`Score: ${result.score}/${result.maxScore}`);
    expect(stdout).toContain(`--seed ${result.seed}`);
  });

  it("leaves nothing in the folder that was handed in", async () => {
    const own = await tempFolder({
      "server.py": await readFile(join(path, "servidor.py")),
      "client.py": "x = 1\n",
    });
    await sockgrade(["grade", "ex3", own]);
    expect((await readdir(own)).toSorted()).toEqual(["client.py", "server.py"]);
  });
});
