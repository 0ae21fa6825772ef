import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pythonClient, pythonServer, tempFolder } from "../submission/temp-folder.ts";
import { sockgrade } from "./run-sockgrade.ts";

type Refusal = readonly [what: string, args: readonly string[], says: readonly string[]];

const refusals: readonly Refusal[] = [
  [
    "an unknown exercise",
    ["grade", "ex33"],
    [
      'Expected an exercise (ex1, ex2, ex3, ex4, ex5, ex6, ex7, ex8, ex9, ex10, ex11, ex12, ex13), got "ex33". Did you mean ex3?',
    ],
  ],
  [
    "an unknown exercise to show",
    ["show", "ex99"],
    [
      'Expected an exercise (ex1, ex2, ex3, ex4, ex5, ex6, ex7, ex8, ex9, ex10, ex11, ex12, ex13), got "ex99".',
    ],
  ],
  ["an unknown command", ["grad", "ex3"], ["unknown command 'grad'", "Did you mean grade?"]],
  [
    "an unknown option",
    ["grade", "ex3", "--onli", "waits"],
    ["unknown option '--onli'", "Did you mean --only?"],
  ],
  [
    "an unknown check",
    ["grade", "ex3", "--reference", "--only", "wait"],
    ["--only", '"wait"', "Did you mean waits?"],
  ],
  [
    "an unknown reporter",
    ["grade", "ex3", "--reference", "--reporter", "jason"],
    ["Expected --reporter to be one of tty, json", "Did you mean json?"],
  ],
  [
    "a seed that is no number",
    ["grade", "ex3", "--seed", "abc"],
    ['Expected --seed to be a whole number, got "abc".'],
  ],
  [
    "an unknown language",
    ["grade", "ex3", "--lang", "xx"],
    ['Expected --lang to be pt-BR or en, got "xx".'],
  ],
  [
    "an unknown language of list",
    ["list", "--lang", "xx"],
    ['Expected --lang to be pt-BR or en, got "xx".'],
  ],
  [
    "a folder for packets that is none, which is no reason for no points",
    ["grade", "ex3", "--reference", "--zero-if-refused", "--pcap", "/dev/null/packets"],
    ["Expected --pcap to name a folder that can be written"],
  ],
  [
    "an unknown sandbox mode",
    ["grade", "ex3", "--sandbox", "maybe"],
    ['Expected --sandbox to be auto, require or off, got "maybe".'],
  ],
  [
    "a limit that has another name",
    ["grade", "ex3", "--limit", "memry=100"],
    ["Expected --limit to be one of cpu=N, wall=N", 'got "memry=100". Did you mean memory?'],
  ],
  [
    "a limit out of its range, though the next one is not",
    ["grade", "ex3", "--limit", "memory=3", "--limit", "memory=100"],
    [
      "Expected --limit to be memory=N with N a whole number from 16 to 65536 (MiB), got",
      '"memory=3"',
    ],
  ],
  ["a limit without a number", ["grade", "ex3", "--limit", "cpu"], ["cpu=N", 'got "cpu".']],
  ["a limit that is no whole number", ["grade", "ex3", "--limit", "cpu=1e3"], ['got "cpu=1e3".']],
  [
    "an unknown reference",
    ["grade", "ex3", "--reference", "cobol"],
    ['Expected a reference of ex3 (c, go, java, javascript, python), got "cobol".'],
  ],
  ["one path too many", ["grade", "ex3", "one", "two"], ["too many arguments"]],
  ["no exercise", ["grade"], ["missing required argument 'exercise'"]],
];

it.each(refusals)("refuses %s", async (_, args, says) => {
  await expectRefusal(args, says);
});

it("refuses a path that does not exist, and knows the one that was meant", async () => {
  const folder = await tempFolder({ "entrega/server.py": pythonServer });
  await expectRefusal(
    ["grade", "ex3", join(folder, "entrga")],
    ["does not exist", `did you mean ${join(folder, "entrega")}?`],
  );
});

it("refuses a file, and an empty folder", async () => {
  const folder = await tempFolder({ "server.py": pythonServer });
  await mkdir(join(folder, "empty"));
  await expectRefusal(["grade", "ex3", join(folder, "server.py")], ["got a file"]);
  await expectRefusal(["grade", "ex3", join(folder, "empty")], ["got an empty folder"]);
});

it("lists two candidates for one role, and the lines of the manifest that settle it", async () => {
  const folder = await tempFolder({
    "server_a.py": pythonServer,
    "server_b.py": pythonServer,
    "client.py": pythonClient,
  });
  const stderr = await expectRefusal(
    ["grade", "ex3", folder],
    ["server_a.py, server_b.py", "sockgrade.yaml"],
  );
  await writeFile(join(folder, "sockgrade.yaml"), stderr.split("\n").slice(1).join("\n"));
  expect((await sockgrade(["grade", "ex3", folder, "--only", "waits"])).code).toBe(0);
});

it("refuses a server that is not a file", async () => {
  const folder = await tempFolder({ "client.py": pythonClient });
  await symlink("nowhere.py", join(folder, "server.py"));
  await expectRefusal(["grade", "ex3", folder], ["server.py", "a link that leads nowhere"]);
});

it("refuses a folder of 10,000 files that are no programs", async () => {
  const folder = await tempFolder();
  const names = Array.from({ length: 10_000 }, (_, index) => join(folder, `photo${index}.jpg`));
  await Promise.all(names.map((name) => writeFile(name, "")));
  await expectRefusal(["grade", "ex3", folder], ["photo0.jpg", "and 9994 more"]);
});

it("points at the line and column of a typo in the manifest", async () => {
  const folder = await tempFolder({
    "a.py": pythonServer,
    "sockgrade.yaml": "server:\n  rum: a.py\n",
  });
  await expectRefusal(
    ["grade", "ex3", folder],
    ["sockgrade.yaml:2:3: Expected", '"rum"; did you mean "run"?'],
  );
});

it("refuses a report file that can not be written", async () => {
  const folder = await tempFolder();
  const file = join(folder, "missing", "result.json");
  await expectRefusal(
    ["grade", "ex3", "--reference", "--reporter", `json=${file}`],
    ["Expected --reporter", file],
  );
});

/** Exit code 2, every part on stderr, no word of the grader's insides, and nothing on stdout. */
async function expectRefusal(args: readonly string[], parts: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await sockgrade(args);
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/^\s+at |node:internal|\.js:\d/mu);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
}
