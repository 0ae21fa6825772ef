import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { childrenByParent, childrenOf } from "./process.ts";
import {
  compileC,
  folder,
  kernel,
  lookUntil,
  numberFrom,
  removeFolders,
  start,
  stopAll,
  until,
} from "./testing.ts";

const sources = {
  zombie: `
    #include <stdio.h>
    #include <stdlib.h>
    #include <unistd.h>
    int main(void) { pid_t p = fork(); if (p == 0) _exit(3); printf("%d\\n", p); fflush(stdout); pause(); }`,
  alarm: `
    #include <signal.h>
    #include <unistd.h>
    static void ring(int n) { (void)n; }
    int main(void) { signal(SIGALRM, ring); alarm(3600); pause(); }`,
  timerfd: `
    #include <poll.h>
    #include <sys/timerfd.h>
    #include <unistd.h>
    int main(int n, char **v) {
      (void)v;
      int t = timerfd_create(CLOCK_MONOTONIC, 0);
      struct itimerspec in = { .it_value = { .tv_sec = 3600 } };
      timerfd_settime(t, 0, &in, 0);
      struct pollfd p = { .fd = t, .events = POLLIN };
      char b[8];
      return n > 1 ? poll(&p, 1, -1) : (int)read(t, b, 8);
    }`,
  nanosleep: `
    #include <unistd.h>
    int main(void) { sleep(3600); }`,
  selectOnly: `
    #include <stddef.h>
    #include <sys/select.h>
    int main(void) { struct timeval t = { 3600, 500000 }; select(0, NULL, NULL, NULL, &t); }`,
  ppoll: `
    #define _GNU_SOURCE
    #include <poll.h>
    int main(void) {
      struct timespec t = { 3600, 250000000 };
      struct pollfd p[2] = { { .fd = -1, .events = POLLIN }, { .fd = 0, .events = POLLIN } };
      ppoll(p, 2, &t, 0);
    }`,
  leaderGone: `
    #include <pthread.h>
    #include <unistd.h>
    static void *work(void *x) { char b[8]; read(0, b, 8); return x; }
    int main(void) { pthread_t t; pthread_create(&t, 0, work, 0); pthread_exit(0); }`,
  likeGo: `
    #include <pthread.h>
    #include <signal.h>
    #include <unistd.h>
    static void handle(int n) { (void)n; }
    static void *monitor(void *x) { for (;;) usleep(10000); return x; }
    int main(void) {
      for (int n = 1; n <= 64; n++) signal(n, handle);
      pthread_t t; char b[8];
      pthread_create(&t, 0, monitor, 0);
      read(0, b, 8);
    }`,
  sigwait: `
    #include <signal.h>
    int main(void) { sigset_t s; int n; sigemptyset(&s); sigaddset(&s, SIGUSR1); sigprocmask(SIG_BLOCK, &s, 0); sigwait(&s, &n); }`,
} as const;

const programs: Record<string, string> = {};

beforeAll(() => {
  const into = folder();
  for (const [name, source] of Object.entries(sources))
    programs[name] = compileC(into, name, source);
});
afterEach(stopAll);
afterAll(removeFolders);

const run = (name: keyof typeof sources, ...args: readonly string[]) =>
  start(programs[name] as string, ...args);

describe("processes", () => {
  it("leaves a zombie child out, and finds it by either way of listing children", async () => {
    const program = run("zombie");
    const child = await numberFrom(program);
    const look = await lookUntil(
      program,
      (each) => each.alive && each.motion === "blocked" && each.processes.length === 1,
    );
    expect(look).toMatchObject({ processes: [program.pid], waiting: { on: "unknown" } });
    expect(childrenOf(program.pid, [program.pid])).toEqual([child]);
    expect(childrenByParent(program.pid)).toEqual([child]);
    expect(kernel.look(child, undefined)).toMatchObject({
      alive: false,
      processes: [],
      waiting: { on: "exited" },
    });
  });

  it("is alive while any thread is, though the first has ended", async () => {
    const program = run("leaderGone");
    const keyboard = kernel.stdinIdentity(program.pid);
    const look = () => kernel.look(program.pid, keyboard);
    await until(look, (each) => each.readsKeyboard);
    await until(
      () => kernel.stdinIdentity(program.pid),
      (identity) => identity === undefined,
    );
    // The first thread has let go of its files, and may still be on its way out.
    const settled = await until(look, ({ motion }) => motion === "blocked");
    expect(settled).toMatchObject({ alive: true, waiting: { on: "keyboard" } });
  });

  it("has nothing to say of a process that never was", () => {
    const none = 2 ** 22 + 1; // above the highest pid_max
    expect(kernel.look(none, undefined)).toMatchObject({
      alive: false,
      motion: "blocked",
      waiting: { on: "exited" },
      cpuMs: 0,
    });
    expect(kernel.sockets(none)).toEqual([]);
    expect(kernel.allSockets(none)).toEqual([]);
    expect(kernel.stdinIdentity(none)).toBeUndefined();
  });
});

describe("timers", () => {
  it.each([
    ["nanosleep", [], 3_600_000],
    ["selectOnly", [], 3_600_500],
  ] as const)("tells the length of a relative sleep: %s", async (name, args, length) => {
    const look = await lookUntil(run(name, ...args), (each) => each.waiting.on === "sleep");
    expect(look).toMatchObject({ motion: "timed", wakesInMs: length, longestTimerMs: length });
  });

  it("reads the timeout and the set of ppoll()", async () => {
    const look = await lookUntil(run("ppoll"), (each) => each.readsKeyboard);
    expect(look).toMatchObject({
      motion: "timed",
      wakesInMs: 3_600_250,
      waiting: { on: "poll", keyboard: true },
    });
  });

  it.each([["read"], ["poll"]])("sees a timerfd through %s()", async (how) => {
    const look = await lookUntil(
      run("timerfd", ...(how === "poll" ? ["poll"] : [])),
      (each) => each.motion === "timed",
    );
    expect(look.wakesInMs).toBeGreaterThan(3_500_000);
    expect(look.wakesInMs).toBeLessThanOrEqual(3_600_000);
  });

  it("does not call a program settled that catches SIGALRM", async () => {
    const look = await lookUntil(run("alarm"), (each) => each.motion === "timed");
    expect(look).toMatchObject({
      ticking: false,
      wakesInMs: undefined,
      waiting: { on: "unknown" },
    });
  });

  it("takes a wait for a signal for an untimed one", async () => {
    expect(await lookUntil(run("sigwait"), (each) => each.motion === "blocked")).toMatchObject({
      waiting: { on: "unknown" },
    });
  });

  it("tells Go's monitor thread, which always sleeps, from the program", async () => {
    const program = run("likeGo");
    const look = await lookUntil(
      program,
      (each) => each.readsKeyboard && each.motion === "timed" && each.ticking,
    );
    expect(look).toMatchObject({ waits: [{ on: "keyboard" }], wakesInMs: undefined });
    const later = await lookUntil(
      program,
      (each) => each.ticking && each.fingerprint !== look.fingerprint,
    );
    expect(later.steadyFingerprint).toBe(look.steadyFingerprint);
  });
});
