import { randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { resultSchema } from "../model/result.ts";
import { runToEnd } from "../process/spawn.ts";
import { openSlot } from "../run/slots.ts";
import { pythonClient, tempFolder } from "../submission/temp-folder.ts";
import { leftBehind } from "./left-behind.ts";
import { greedyPrograms } from "./limit-programs.ts";
import { gradeToJson, plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

const slot = await openSlot(true);
const { tier } = slot;
slot.close();

// A bomb of any kind runs only where it can not hurt: in the namespaces of a slot.
const programs = tier === 1 ? greedyPrograms : [];

describe("limits", () => {
  it.each(programs)("$name, $language: hits $hits, and leaves nothing", async (program) => {
    await expectHit(program, []);
  });

  // No control groups for an ordinary user here: the watcher is alone, with the kernel's own limits.
  const ordinary = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
  it.each(process.getuid?.() === 0 ? programs.filter(({ language }) => language === "c") : [])(
    "$name, $language, for an ordinary user: hits $hits, and leaves nothing",
    async (program) => {
      await expectHit(program, ordinary);
    },
  );
});

describe("the clock", () => {
  const spins = "import os, signal, time\nend = time.time() + 20\nwhile time.time() < end: pass";
  const stopsItsSlot = `import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\n${spins}`;

  it.each<readonly [string, string, string]>([
    ["of programs that go on and on", spins, "auto"],
    ["on the shared machine", spins, "off"],
    ...(tier === 1 ? ([["of a slot that does not answer", stopsItsSlot, "auto"]] as const) : []),
  ])("ends the grading %s", async (_, source, sandbox) => {
    const marker = randomBytes(8).toString("hex");
    const folder = await tempFolder({ [`server_${marker}.py`]: source, "client.py": pythonClient });
    const args = ["ex3", folder, "--limit", "wall=1", "--sandbox", sandbox];
    const { run, result } = await gradeToJson(args);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(result.durationMs).toBeGreaterThanOrEqual(1000);
    expect(result.durationMs).toBeLessThan(3000);
    const [first, ...others] = result.checks;
    expect(first?.cause).toMatchObject({ kind: "limit-hit", limit: "wall", allowed: 1 });
    expect(first?.message).toContain("--limit wall=2");
    expect(others.every(({ status }) => status === "skipped" || status === "failed")).toBe(true);
    expect(await leftBehind(marker)).toEqual([]);
  });
});

it("notes a limit that did no harm, and takes no points for it", async () => {
  const server = `
import socket
kept = []
try:
    while True: kept.append(open("/dev/null"))
except OSError as error: print(error)
kept.clear()
s = socket.create_server(("127.0.0.1", 12345))
s.accept()`;
  const folder = await tempFolder({ "server.py": server, "client.py": pythonClient });
  const args = ["ex3", folder, "--only", "waits", "--limit", "descriptors=40"];
  const { run, result } = await gradeToJson(args);
  expect(run.code).toBe(0);
  const [{ notes } = { notes: [] }] = result.checks;
  expect(notes).toMatchObject([{ kind: "limit-hit" }]);
  expect(notes?.[0]?.message).toContain("40 open files");
});

async function expectHit(
  { language, source, hits, options = [] }: (typeof greedyPrograms)[number],
  as: readonly string[],
): Promise<void> {
  const marker = randomBytes(8).toString("hex");
  const folder = await tempFolder({ [`server_${marker}.${language}`]: source });
  await chmod(folder, 0o755);
  const args = ["grade", "ex3", folder, "--only", "waits", "--seed", "1", "--reporter", "json"];
  const run = await runToEnd([...as, ...sockgradeCommand, ...args, ...options], {
    cwd: "/",
    env: as.length === 0 ? plainEnvironment() : { PATH: "/usr/bin:/bin", HOME: "/" },
    timeoutMs: 50_000,
    maxBytes: 64 << 20,
  });
  expect(run).toMatchObject({ code: 1, stderr: "" });
  const { cause, message } = resultSchema.parse(JSON.parse(run.stdout)).checks[0] ?? {};
  if (hits === "flooding") expect(cause).toMatchObject({ kind: "flooding" });
  else expect(cause).toMatchObject({ kind: "limit-hit", limit: hits });
  expect(message).not.toBe("");
  expect(await leftBehind(marker)).toEqual([]);
}
