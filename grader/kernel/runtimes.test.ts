import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { compileJava, folder, lookUntil, removeFolders, start, stopAll } from "./testing.ts";

let classes = "";

beforeAll(() => {
  classes = folder();
  compileJava(classes, {
    Accepts:
      "public class Accepts { public static void main(String[] a) throws Exception { new java.net.ServerSocket(0).accept(); } }",
    Reads:
      "public class Reads { public static void main(String[] a) { System.out.println(new java.util.Scanner(System.in).nextLine()); } }",
    Sleeps:
      "public class Sleeps { public static void main(String[] a) throws Exception { Thread.sleep(3600000); } }",
    Spins:
      "public class Spins { public static void main(String[] a) { for (long i = 0; ; i++) if (i < 0) System.out.println(i); } }",
  });
});
afterEach(stopAll);
afterAll(removeFolders);

const java = (name: string) => start("java", "-cp", classes, name);

describe("the JVM", () => {
  it("only ticks while the program is in accept()", async () => {
    const program = java("Accepts");
    const look = await lookUntil(program, (each) => each.accepting && each.ticking);
    expect(look).toMatchObject({
      motion: "timed",
      wakesInMs: undefined,
      longestTimerMs: undefined,
      waiting: { on: "accept", listening: { address: "::" } },
    });
    expect(look.waits).toEqual([look.waiting, { on: "lock" }]);
    const later = await lookUntil(
      program,
      (each) => each.ticking && each.fingerprint !== look.fingerprint,
    );
    expect(later.steadyFingerprint).toBe(look.steadyFingerprint);
  });

  it("only ticks while the program reads its keyboard", async () => {
    const program = java("Reads");
    expect(await lookUntil(program, (each) => each.readsKeyboard && each.ticking)).toMatchObject({
      waiting: { on: "keyboard" },
    });
    program.child.stdin.write("girafa\n");
    expect(await lookUntil(program, (each) => !each.alive)).toMatchObject({
      waiting: { on: "exited" },
    });
  });

  it("has a timer of the program's own while the program sleeps", async () => {
    const look = await lookUntil(
      java("Sleeps"),
      (each) =>
        each.waiting.on === "sleep" && each.motion === "timed" && (each.wakesInMs ?? 0) > 3_000_000,
    );
    expect(look.ticking).toBe(false);
    expect(look.wakesInMs).toBeLessThanOrEqual(3_600_000);
  });

  it("moves while the program spins", async () => {
    expect(
      await lookUntil(java("Spins"), (each) => each.cpuMs > 1000 && each.motion === "moving"),
    ).toMatchObject({ waiting: { on: "running" }, ticking: false });
  });
});

describe("Node", () => {
  it("listens and reads its keyboard in one epoll", async () => {
    const program = start(
      process.execPath,
      "-e",
      'require("net").createServer().listen(0, "127.0.0.1", () => process.stdin.on("data", () => {}))',
    );
    const look = await lookUntil(
      program,
      (each) => each.accepting && each.readsKeyboard && each.motion !== "moving",
    );
    expect(look.waits).toEqual([{ on: "poll", keyboard: true, accepting: true, receiving: false }]);
    expect(look.longestTimerMs).toBeUndefined();
  });

  it("has a timer of the program's own after setTimeout", async () => {
    const look = await lookUntil(
      start(process.execPath, "-e", "setTimeout(() => {}, 3600000)"),
      (each) => each.motion === "timed" && (each.wakesInMs ?? 0) > 3_000_000,
    );
    expect(look).toMatchObject({ motion: "timed", ticking: false, readsKeyboard: false });
  });
});
