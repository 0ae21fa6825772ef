import { expect, it } from "vitest";
import { eventually, processesWith } from "../process/testing.ts";
import { Rehearsal } from "./testing.ts";
import { until } from "./until.ts";

const never = () => undefined;

it("reaches its goal, and hands out what the goal gave", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python("server", "print('uva')\ninput()");
  const outcome = await until(rehearsal.stage, () => program.screen.text.includes("uva") && "seen");
  expect(outcome).toEqual({ reached: "seen" });
});

it("ends at once when both programs sit in recv", async () => {
  await using rehearsal = new Rehearsal();
  const server = await rehearsal.python(
    "server",
    "import socket\ns = socket.create_server(('127.0.0.1', 0))\nprint(s.getsockname()[1])\ns.accept()[0].recv(9)",
  );
  const port = await eventually(() => Number(server.screen.text) || undefined);
  const client = await rehearsal.python(
    "client",
    `import socket\ns = socket.create_connection(('127.0.0.1', ${port}))\nprint('in')\ns.recv(9)`,
  );
  expect(await until(rehearsal.stage, never)).toEqual({ stuck: { why: "settled" } });
  expect(client.screen.text).toBe("in\n");
  expect(rehearsal.stage.waits()).toMatchObject({ server: { on: "recv" }, client: { on: "recv" } });
  // The kernel said so, and no clock: neither holds a timer.
  expect([server, client].map((actor) => actor.look().motion)).toEqual(["blocked", "blocked"]);
});

it("waits for a program that sleeps before it prints", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python(
    "server",
    "import time\ntime.sleep(1)\nprint('late')\ninput()",
  );
  const outcome = await until(rehearsal.stage, () => program.screen.text.includes("late"));
  expect(outcome).toEqual({ reached: true });
});

it("does not wait for a program that sleeps for ever and a day", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python("server", "import time\nprint('up')\ntime.sleep(3600)");
  expect(await until(rehearsal.stage, never)).toEqual({ stuck: { why: "settled" } });
  expect(program.waiting()).toEqual({ on: "sleep" });
});

it("catches a program that spins", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python("server", "while True: pass");
  const outcome = await until(rehearsal.stage, never, [], 300);
  expect(outcome).toMatchObject({ stuck: { why: "spinning" } });
  expect("stuck" in outcome && outcome.stuck.actor === program).toBe(true);
});

it("catches a program that floods its screen", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.start("server", "command", "flood", [
    "/bin/sh",
    "-c",
    "exec yes pipoca",
  ]);
  const outcome = await until(rehearsal.stage, never);
  expect(outcome).toMatchObject({ stuck: { why: "flooding" } });
  expect("stuck" in outcome && outcome.stuck.actor === program).toBe(true);
});

it("ends when the program it needs has ended, though another goes on", async () => {
  await using rehearsal = new Rehearsal();
  await rehearsal.python("server", "import time\nwhile True: time.sleep(0.01)");
  const program = await rehearsal.python("client", "print('tchau')\nraise SystemExit(3)");
  const outcome = await until(rehearsal.stage, never, [program]);
  expect(outcome).toMatchObject({ stuck: { why: "ended" } });
  expect([program.exit?.code, program.screen.text]).toEqual([3, "tchau\n"]);
});

it("sees the last words of a program that has ended", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python("client", "print('x' * 60000, 'end')");
  const outcome = await until(rehearsal.stage, () => program.screen.text.endsWith("end\n"), [
    program,
  ]);
  expect(outcome).toEqual({ reached: true });
});

it("is settled when every program has ended", async () => {
  await using rehearsal = new Rehearsal();
  await rehearsal.python("client", "pass");
  expect(await until(rehearsal.stage, never)).toEqual({ stuck: { why: "settled" } });
});

it("waits for what was typed to be answered", async () => {
  await using rehearsal = new Rehearsal();
  const program = await rehearsal.python("client", "while True: print('<' + input('> ') + '>')");
  for (const word of ["uva", "lua", "giz"]) {
    await program.types(word);
    await program.prints(`<${word}>`);
  }
  expect(await until(rehearsal.stage, never)).toEqual({ stuck: { why: "settled" } });
  expect(program.screen.text).toBe("> <uva>\n> <lua>\n> <giz>\n> ");
});

it("leaves nothing behind when the stage is given back", async () => {
  const mark = `303.${process.pid}`;
  {
    await using rehearsal = new Rehearsal();
    const program = await rehearsal.python(
      "server",
      `import subprocess\nsubprocess.Popen(["sleep", "${mark}"], start_new_session=True)\nprint('up')\ninput()`,
    );
    await program.prints("up");
    expect(processesWith(mark).length).toBeGreaterThan(0);
  }
  await eventually(() => processesWith(mark).length === 0);
});
