import { afterEach, describe, expect, it } from "vitest";
import { kernel, listen, lookUntil, numberFrom, python, stopAll, until } from "./testing.ts";

afterEach(stopAll);

const loopback = "127.0.0.1";

describe("the keyboard", () => {
  it("is read by input() on a pipe that Node made", async () => {
    const program = python("print(input())");
    const look = await lookUntil(program, (each) => each.readsKeyboard);
    expect(look).toMatchObject({
      alive: true,
      processes: [program.pid],
      motion: "blocked",
      waiting: { on: "keyboard" },
      ticking: false,
    });
    program.child.stdin.write("pipoca\n");
    const end = await lookUntil(program, (each) => !each.alive);
    expect(end).toMatchObject({ waiting: { on: "exited" }, processes: [], motion: "blocked" });
    await until(program.screen, (text) => text === "pipoca\n");
  });

  it("is a terminal for a program inside a pty", async () => {
    const program = python(
      [
        "import os, pty, sys",
        "pid, fd = pty.fork()",
        "if pid == 0: input('? ')",
        "else:",
        "  print(pid)",
        "  os.waitpid(pid, 0)",
      ].join("\n"),
    );
    const inner = await numberFrom(program);
    const keyboard = await until(
      () => kernel.stdinIdentity(inner),
      (identity) => identity?.startsWith("/dev/pts/") === true,
    );
    const look = await until(
      () => kernel.look(inner, keyboard),
      (each) => each.readsKeyboard,
      program.screen,
    );
    expect(look).toMatchObject({
      motion: "blocked",
      waiting: { on: "keyboard" },
      processes: [inner],
    });
    const outer = await lookUntil(
      program,
      (each) => each.processes.length === 2 && each.motion === "blocked",
    );
    expect(outer).toMatchObject({ waits: [{ on: "keyboard" }, { on: "child" }] });
  });

  it("is the keyboard under another number too", async () => {
    const look = await lookUntil(
      python("import os\nos.read(os.dup(0), 1)"),
      (each) => each.motion === "blocked",
    );
    expect(look).toMatchObject({ readsKeyboard: true, waiting: { on: "keyboard" } });
  });

  it("is not what another process pipes into a standard input", async () => {
    const source = `import subprocess, sys\nsubprocess.run([sys.executable, "-c", "input()"], stdin=__import__("os").pipe()[0], close_fds=False)`;
    const look = await lookUntil(
      python(source),
      (each) => each.processes.length === 2 && each.motion === "blocked",
    );
    expect(look).toMatchObject({
      readsKeyboard: false,
      waits: [{ on: "child" }, { on: "unknown" }],
    });
  });

  it("is seen beside a socket in select()", async () => {
    const program = python(
      [
        "import select, socket, sys",
        `s = socket.create_server(("${loopback}", 0))`,
        "select.select([sys.stdin, s], [], [])",
      ].join("\n"),
    );
    const look = await lookUntil(program, (each) => each.readsKeyboard);
    expect(look).toMatchObject({
      motion: "blocked",
      accepting: true,
      waiting: { on: "poll", keyboard: true, accepting: true, receiving: false },
    });
  });

  it("is not what a program reads from a child through a pipe", async () => {
    const program = python(
      "import subprocess\nsubprocess.run(['sleep', '60'], capture_output=True)",
    );
    const look = await lookUntil(
      program,
      (each) => each.processes.length === 2 && each.motion === "timed",
    );
    expect(look.readsKeyboard).toBe(false);
    expect(look.waiting).toEqual({ on: "sleep" });
  });
});

describe("sockets", () => {
  it("tells where an accept() listens", async () => {
    const program = python(
      `import socket\ns = socket.create_server(("${loopback}", 0))\nprint(s.getsockname()[1])\ns.accept()`,
    );
    const look = await lookUntil(program, (each) => each.accepting);
    const port = await numberFrom(program);
    expect(look).toMatchObject({
      motion: "blocked",
      waiting: { on: "accept", listening: { address: loopback, port } },
      readsKeyboard: false,
    });
    const [socket, ...others] = kernel.sockets(program.pid);
    expect(others).toEqual([]);
    expect(socket).toMatchObject({
      protocol: "tcp",
      state: "listen",
      local: { address: loopback, port },
      rxQueue: 0,
    });
    expect(look.receiving).toEqual([socket?.inode]);
  });

  it("shows an IPv4 client of a dual-stack server by its IPv4 address", async () => {
    const server = python(
      [
        "import socket",
        's = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)',
        "print(s.getsockname()[1])",
        "c, _ = s.accept()",
        "c.recv(10)",
      ].join("\n"),
    );
    await lookUntil(server, (each) => each.accepting);
    const port = await numberFrom(server);
    const client = python(
      `import socket\ns = socket.create_connection(("${loopback}", ${port}))\nprint(s.getsockname()[1])\ninput()`,
    );
    const look = await lookUntil(server, (each) => each.waiting.on === "recv");
    await lookUntil(client, (each) => each.readsKeyboard);
    expect(look.waiting).toEqual({
      on: "recv",
      connection: {
        local: { address: loopback, port },
        remote: { address: loopback, port: await numberFrom(client) },
      },
    });
  });

  it("tells which of two connections is being read", async () => {
    const { port } = await listen();
    const program = python(
      [
        "import socket",
        `a, b = [socket.create_connection(("${loopback}", ${port})) for _ in range(2)]`,
        "print(b.getsockname()[1])",
        "b.recv(10)",
      ].join("\n"),
    );
    const look = await lookUntil(program, (each) => each.waiting.on === "recv");
    const local = { address: loopback, port: await numberFrom(program) };
    expect(look.waiting).toEqual({
      on: "recv",
      connection: { local, remote: { address: loopback, port } },
    });
    const held = kernel.sockets(program.pid);
    expect(held.map(({ state }) => state)).toEqual(["established", "established"]);
    expect(look.receiving).toEqual(
      held.filter((socket) => socket.local.port === local.port).map(({ inode }) => inode),
    );
    expect(kernel.allSockets(program.pid)).toContainEqual(held[0]);
  });

  it("tells a bound UDP socket that is being read", async () => {
    const program = python(
      `import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\ns.bind(("${loopback}", 0))\ns.recvfrom(10)`,
    );
    const look = await lookUntil(program, (each) => each.waiting.on === "recv");
    const [socket] = kernel.sockets(program.pid);
    expect(socket).toMatchObject({ protocol: "udp", state: "bound", local: { address: loopback } });
    expect(look.waiting).toMatchObject({
      on: "recv",
      connection: { local: socket?.local, remote: { address: "0.0.0.0", port: 0 } },
    });
    expect(look.receiving).toEqual([socket?.inode]);
  });

  it("tells a send() that nobody reads, and that its bytes are not under way", async () => {
    const { port, accepted } = await listen();
    const program = python(
      `import socket\ns = socket.create_connection(("${loopback}", ${port}))\ns.sendall(bytes(10**8))`,
    );
    await accepted;
    const look = await lookUntil(
      program,
      (each) => each.waiting.on === "send" && each.motion === "blocked",
    );
    expect(look.waiting).toMatchObject({ connection: { remote: { address: loopback, port } } });
    const [socket] = await until(
      () => kernel.sockets(program.pid),
      ([each]) => each?.stalled === true,
    );
    expect(socket?.txQueue).toBeGreaterThan(0);
  });
});

describe("connections as they come and go", () => {
  const server = `import socket\ns = socket.create_server(("${loopback}", 0), backlog=0)\nc = [socket.socket() for _ in range(9)]\n`;

  it("tells a connect() that nobody answers", async () => {
    const program = python(`${server}for each in c: each.connect(s.getsockname())`);
    expect(await lookUntil(program, (each) => each.waiting.on === "connect")).toMatchObject({
      motion: "blocked",
    });
    expect(kernel.sockets(program.pid).map(({ state }) => state)).toContain("syn-sent");
  });

  it("shows a connection that waits to be accepted in the listening socket's queue", async () => {
    const program = python(`${server}c[0].connect(s.getsockname())\ninput()`);
    await lookUntil(program, (each) => each.readsKeyboard);
    expect(kernel.sockets(program.pid).find(({ state }) => state === "listen")).toMatchObject({
      rxQueue: 1,
    });
  });

  it("keeps the end that closed first in TIME_WAIT, held by nobody", async () => {
    const program = python(
      `${server}c[0].connect(s.getsockname())\nprint(c[0].getsockname()[1])\na, _ = s.accept()\nc[0].close()\na.recv(1)\na.close()\ninput()`,
    );
    const port = await numberFrom(program);
    await lookUntil(program, (each) => each.readsKeyboard);
    const left = await until(
      () => kernel.allSockets(program.pid).filter(({ local }) => local.port === port),
      ([each]) => each?.state === "time-wait",
    );
    expect(left).toMatchObject([{ inode: 0 }]);
    expect(kernel.sockets(program.pid).map(({ state }) => state)).toEqual(["listen"]);
  });
});

describe("poll", () => {
  const server = `import select, socket\ns = socket.create_server(("${loopback}", 0))\n`;

  it("without a timeout is blocked", async () => {
    const look = await lookUntil(
      python(`${server}p = select.poll()\np.register(s, select.POLLIN)\np.poll()`),
      (each) => each.accepting,
    );
    expect(look).toMatchObject({
      motion: "blocked",
      waiting: { on: "poll", keyboard: false, accepting: true, receiving: false },
    });
  });

  it("with a timeout is timed, and tells the longest it can take", async () => {
    const look = await lookUntil(
      python(`${server}s.settimeout(45)\ns.accept()`),
      (each) => each.accepting,
    );
    expect(look).toMatchObject({
      motion: "timed",
      ticking: false,
      wakesInMs: 45_000,
      longestTimerMs: 45_000,
    });
  });

  it("tells a connection from a listening socket", async () => {
    const { port } = await listen();
    const look = await lookUntil(
      python(
        `import socket\ns = socket.create_connection(("${loopback}", ${port}), timeout=45)\ns.recv(1)`,
      ),
      (each) => each.receiving.length > 0,
    );
    expect(look).toMatchObject({
      accepting: false,
      waiting: { on: "poll", keyboard: false, accepting: false, receiving: true },
    });
  });

  it("is the same through epoll", async () => {
    const source = `${server}import sys\ne = select.epoll()\ne.register(s, select.EPOLLIN)\ne.register(0, select.EPOLLIN)\ne.poll()`;
    const look = await lookUntil(python(source), (each) => each.accepting);
    expect(look).toMatchObject({
      motion: "blocked",
      readsKeyboard: true,
      waiting: { on: "poll", keyboard: true, accepting: true },
    });
  });

  it("sees an asyncio server and its timer", async () => {
    const source = [
      "import asyncio",
      "async def main():",
      `  server = await asyncio.start_server(lambda r, w: None, "${loopback}", 0)`,
      "  await asyncio.sleep(60)",
      "asyncio.run(main())",
    ].join("\n");
    const look = await lookUntil(
      python(source),
      (each) => each.accepting && each.motion === "timed",
    );
    expect(look.waiting).toMatchObject({ on: "poll", accepting: true });
    expect(look.wakesInMs).toBeGreaterThan(50_000);
  });
});

describe("time", () => {
  it("tells exactly when a sleep ends", async () => {
    const program = python("import time\nprint(time.monotonic() * 1000 + 60000)\ntime.sleep(60)");
    const look = await lookUntil(program, (each) => each.waiting.on === "sleep");
    const left = (await numberFrom(program)) - Number(process.hrtime.bigint()) / 1e6;
    expect(look.motion).toBe("timed");
    // The look is a little older than `left`, the sleep began a little after it was announced.
    expect(look.wakesInMs).toBeGreaterThanOrEqual(left);
    expect(look.wakesInMs).toBeLessThan(left + 3000);
  });

  it("counts what a program that spins uses up", async () => {
    const program = python("while True: pass");
    const first = await lookUntil(
      program,
      (each) => each.waiting.on === "running" && each.cpuMs > 100,
    );
    const second = await lookUntil(program, (each) => each.cpuMs > first.cpuMs + 50);
    expect(second.motion).toBe("moving");
    expect(second.fingerprint).not.toBe(first.fingerprint);
  });

  it("counts a child's time after it was reaped", async () => {
    const program = python(
      "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'for _ in range(10**7): pass'])\ninput()",
    );
    const look = await lookUntil(
      program,
      (each) => each.readsKeyboard && each.processes.length === 1,
    );
    expect(look.cpuMs).toBeGreaterThan(100);
  });
});

describe("threads and processes", () => {
  it("sees one thread at the keyboard and another in accept()", async () => {
    const program = python(
      [
        "import socket, threading",
        `s = socket.create_server(("${loopback}", 0))`,
        "threading.Thread(target=s.accept).start()",
        "input()",
      ].join("\n"),
    );
    const look = await lookUntil(program, (each) => each.readsKeyboard && each.accepting);
    expect(look).toMatchObject({
      motion: "blocked",
      waits: [{ on: "keyboard" }, { on: "accept" }],
    });
  });

  it("takes the telling thread for the headline while another waits for it", async () => {
    const program = python(
      [
        "import socket, threading",
        `s = socket.create_server(("${loopback}", 0))`,
        "t = threading.Thread(target=s.accept)",
        "t.start()",
        "t.join()",
      ].join("\n"),
    );
    const look = await lookUntil(
      program,
      (each) => each.accepting && each.motion === "blocked" && each.waits.length === 2,
    );
    expect(look).toMatchObject({ motion: "blocked", waits: [{ on: "accept" }, { on: "lock" }] });
  });

  it("follows a server that forks", async () => {
    const program = python(
      [
        "import os, socket",
        `s = socket.create_server(("${loopback}", 0))`,
        "print(s.getsockname()[1])",
        "while True:",
        "  c, _ = s.accept()",
        "  if os.fork() == 0:",
        "    s.close()",
        "    c.recv(10)",
      ].join("\n"),
    );
    await lookUntil(program, (each) => each.accepting);
    const client = python(
      `import socket\ns = socket.create_connection(("${loopback}", ${await numberFrom(program)}))\ninput()`,
    );
    await lookUntil(client, (each) => each.readsKeyboard);
    const look = await lookUntil(
      program,
      (each) => each.waits.length === 2 && each.motion === "blocked",
    );
    expect(look).toMatchObject({ motion: "blocked", waits: [{ on: "accept" }, { on: "recv" }] });
    expect(look.processes).toHaveLength(2);
    expect(look.processes[0]).toBe(program.pid);
    expect(
      kernel
        .sockets(program.pid)
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(["established", "listen"]);
  });

  it("has one fingerprint while nothing runs and another once something did", async () => {
    const program = python("input()\ninput()");
    const first = await lookUntil(program, (each) => each.readsKeyboard);
    expect((await lookUntil(program, (each) => each.readsKeyboard)).fingerprint).toBe(
      first.fingerprint,
    );
    program.child.stdin.write("\n");
    const second = await lookUntil(
      program,
      (each) => each.readsKeyboard && each.fingerprint !== first.fingerprint,
    );
    expect(second.waiting).toEqual({ on: "keyboard" });
  });

  it("sees a stopped program as stopped, not as what it was doing", async () => {
    const program = python("input()");
    await lookUntil(program, (each) => each.readsKeyboard);
    process.kill(program.pid, "SIGSTOP");
    const look = await lookUntil(program, (each) => each.waiting.on === "stopped");
    expect(look).toMatchObject({ alive: true, motion: "blocked", readsKeyboard: false });
    process.kill(program.pid, "SIGCONT");
    expect(await lookUntil(program, (each) => each.readsKeyboard)).toMatchObject({
      waiting: { on: "keyboard" },
    });
  });

  it("is blocked on its own screen when nobody reads it", async () => {
    const program = python("import sys\nwhile True: sys.stdout.write('x' * 65536)");
    program.child.stdout.pause();
    expect(await lookUntil(program, (each) => each.waiting.on === "screen")).toMatchObject({
      motion: "blocked",
    });
  });
});
