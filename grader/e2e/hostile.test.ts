import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { openSlot } from "../run/slots.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { hostilePrograms } from "./hostile-programs.ts";
import { leftBehind } from "./left-behind.ts";
import { gradeToJson, sockgrade } from "./run-sockgrade.ts";

type HostileProgram = (typeof hostilePrograms)[number];

/** The other side of every hostile program. */
const decent = join(packageRoot, "exercises", "ex3-ping-pong-tcp", "reference", "python");

const slot = await openSlot(true);
const { tier } = slot;
slot.close();

describe("as well as this machine allows", () => {
  it.each(hostilePrograms.filter(({ needsNamespaces }) => tier === 1 || needsNamespaces !== true))(
    "$name: costs points, and leaves nothing",
    async (program) => {
      await expectHarmless(program, "auto");
    },
  );
});

describe("on the shared machine", () => {
  it.each(hostilePrograms.filter(({ alsoShared }) => alsoShared))(
    "$name: costs points, and leaves nothing",
    async (program) => {
      await expectHarmless(program, "off");
    },
  );
});

it("neutralises what a program prints, for people and for programs", async () => {
  const escapes = hostilePrograms.find(({ name }) => name.startsWith("prints terminal escapes"));
  const { folder } = await submissionWith(escapes as HostileProgram);
  const [screen, json] = await Promise.all([
    sockgrade(["grade", "ex3", folder]),
    sockgrade(["grade", "ex3", folder, "--reporter", "json"]),
  ]);
  for (const { stdout, stderr } of [screen, json])
    expect(stdout + stderr).not.toMatch(actsOnTerminal);
  expect(screen.stdout).toContain("owned");
});

// Everything below U+0020 but the line end, DEL, and what C1 holds.
// eslint-disable-next-line no-control-regex
const actsOnTerminal = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^::error/mu;

async function expectHarmless(program: HostileProgram, sandbox: "auto" | "off"): Promise<void> {
  const { folder, marker, file } = await submissionWith(program);
  const args = ["ex3", folder, "--sandbox", sandbox, "--seed", "1"];
  const { run, result } = await gradeToJson(args, { timeoutMs: limitMs });
  expect(run).toMatchObject({ code: 1, stderr: "", timedOut: false });
  expect(result.checks.filter(({ status }) => status === "errored")).toEqual([]);
  expect(await leftBehind(marker)).toEqual([]);
  expect((await stat(join(folder, file))).isFile()).toBe(true);
}

/** No time that counts, only the difference between slow and never. */
const limitMs = 50_000;

/** The file's name is unique, so that whatever runs it can be found among all processes. */
async function submissionWith({ role, source }: HostileProgram) {
  const marker = randomBytes(8).toString("hex");
  const file = `${role}_${marker}.py`;
  const other = role === "server" ? "client.py" : "server.py";
  const folder = await tempFolder({ [file]: source, [other]: await readFile(join(decent, other)) });
  return { folder, marker, file };
}
