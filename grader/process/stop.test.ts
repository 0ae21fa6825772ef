import { afterEach, expect, it } from "vitest";
import { killGroup, type RawProgram, spawnProgram } from "./spawn.ts";
import { stopProgram, watchForEscape } from "./stop.ts";
import { eventually, isRunning, plain, processesWith, pythonPath } from "./testing.ts";

const sessions: string[] = [];

afterEach(() => {
  for (const pid of sessions.splice(0).flatMap(processesWith)) killGroup(pid);
});

/** Starts a Python program and waits until so many of its processes have said their number. */
async function python(source: string, processes: number) {
  const session = watchForEscape();
  sessions.push(session.value);
  const raw: RawProgram = await spawnProgram([await pythonPath(), "-u", "-c", source], {
    ...plain,
    env: { ...plain.env, [session.name]: session.value },
  });
  let text = "";
  raw.onStdout((bytes) => (text += bytes.toString()));
  raw.onStderr((bytes) => (text += bytes.toString()));
  const numbers = () => text.split("\n").filter(Boolean);
  await eventually(() => numbers().length >= processes || (text.includes("Error") && fail(text)));
  return { raw, session, pids: numbers().map(Number) };
}

function fail(text: string): never {
  throw new Error(text);
}

it("gives every program another session, under a name that login sessions use", () => {
  const [one, other] = [watchForEscape(), watchForEscape()];
  expect(one.name).toBe("XDG_SESSION_ID");
  expect(one.value).not.toBe(other.value);
});

it("ends a program that ignores every signal it can", async () => {
  const { raw, session, pids } = await python(
    `
import os, signal, time
for each in signal.valid_signals():
    try: signal.signal(each, signal.SIG_IGN)
    except OSError: pass
print(os.getpid())
while True: time.sleep(100)
`,
    1,
  );
  process.kill(raw.pid, "SIGTERM");
  process.kill(raw.pid, "SIGHUP");
  expect(pids).toEqual([raw.pid]);
  expect(isRunning(raw.pid)).toBe(true);
  await stopProgram(raw.pid, session.value, 10_000);
  expect(await raw.exited).toEqual({ code: undefined, signal: "SIGKILL" });
  expect(processesWith(session.value)).toEqual([]);
});

it("finds a daemon that forked twice into a session of its own and closed everything", async () => {
  const { raw, session, pids } = await python(
    `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir("/")
        print(os.getpid())
        for each in range(3): os.close(each)
        while True: time.sleep(100)
    os._exit(0)
os.wait()
`,
    1,
  );
  const [daemon] = pids as [number];
  await raw.exited;
  expect(isRunning(daemon)).toBe(true);
  await stopProgram(raw.pid, session.value, 10_000);
  await eventually(() => !isRunning(daemon));
  expect(processesWith(session.value)).toEqual([]);
});

it("ends a tree whose branches have groups of their own", async () => {
  const { raw, session, pids } = await python(
    `
import os, time
for depth in range(4):
    if os.fork() == 0:
        if depth % 2: os.setpgid(0, 0)
os.write(1, b"%d\\n" % os.getpid())
while True: time.sleep(100)
`,
    16,
  );
  expect(pids.every(isRunning)).toBe(true);
  await stopProgram(raw.pid, session.value, 10_000);
  await raw.exited;
  await eventually(() => !pids.some(isRunning));
  expect(processesWith(session.value)).toEqual([]);
});

it("ends a program that keeps forking away from it", async () => {
  const { raw, session } = await python(
    `
import os, time
print(os.getpid())
while True:
    if os.fork() != 0: os._exit(0)
    os.setsid()
    time.sleep(0.02)
`,
    1,
  );
  await raw.exited;
  await stopProgram(raw.pid, session.value, 10_000);
  await eventually(() => processesWith(session.value).length === 0);
});

it("leaves other programs alone", async () => {
  const forever = "import os, time\nprint(os.getpid())\nwhile True: time.sleep(100)";
  const one = await python(forever, 1);
  const other = await python(forever, 1);
  await stopProgram(one.raw.pid, one.session.value, 10_000);
  await one.raw.exited;
  expect(isRunning(other.raw.pid)).toBe(true);
  await stopProgram(other.raw.pid, other.session.value, 10_000);
  await other.raw.exited;
});
