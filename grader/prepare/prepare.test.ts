import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { RunTool } from "../model/tool.ts";
import type { Launch, Prepared } from "../model/submission.ts";
import { runToEnd } from "../process/spawn.ts";
import { openSubmission } from "../submission/open.ts";
import * as samples from "../submission/sample-programs.ts";
import { pythonClient, pythonServer, tempFolder } from "../submission/temp-folder.ts";
import { prepare } from "./prepare.ts";

// Real compilers, interpreters and disks on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Here, without a sandbox. */
const runTool: RunTool = ({ command, input = "", ...settings }) =>
  runToEnd(command, { ...settings, input });

type Files = Readonly<Record<string, string | Uint8Array>>;

async function prepareFiles(
  files: Files,
  host: Readonly<Record<string, string | undefined>> = process.env,
) {
  const folder = await tempFolder(files);
  const submission = await openSubmission(folder);
  return { folder, ...(await prepare(submission, { workDir: await tempFolder(), host, runTool })) };
}

function ready(prepared: Prepared | undefined): Launch {
  expect(prepared).toMatchObject({ status: "ready" });
  return (prepared as Extract<Prepared, { status: "ready" }>).launch;
}

async function run({ command, cwd, env }: Launch, args: readonly string[] = []) {
  return await runToEnd([...command, ...args], { cwd, env, timeoutMs: 60_000 });
}

describe("Python", () => {
  test("runs as in a terminal: in the program's folder, unbuffered, with nothing of ours", async () => {
    const print =
      "import os, sys, json\nprint(json.dumps([sys.argv, os.getcwd(), dict(os.environ)]))\n# bind listen accept\n";
    const { server } = await prepareFiles(
      { "src/server ção.py": print },
      { ...process.env, CI: "true", npm_config_x: "y" },
    );
    const launch = ready(server);
    const { stdout, stderr } = await run(launch, ["7"]);
    expect(stderr).toBe("");
    const [argv, cwd, env] = JSON.parse(stdout) as [string[], string, Record<string, string>];
    expect(argv).toEqual(["server ção.py", "7"]);
    expect(cwd.endsWith("/submission/src")).toBe(true);
    const names = [
      "HOME",
      "LANG",
      "LC_ALL",
      "PATH",
      "PYTHONDONTWRITEBYTECODE",
      "PYTHONUNBUFFERED",
      "TERM",
    ];
    expect(
      Object.keys(env)
        .filter((name) => name !== "LC_CTYPE")
        .toSorted(),
    ).toEqual(names);
    expect(await readdir(env["HOME"] ?? "")).toEqual([]);
  });

  test("writes nothing into what was handed in, and finds what lies beside it", async () => {
    const program = "import lib.part\nopen('log.txt', 'w').write(open('../data.txt').read())\n";
    const { folder, server } = await prepareFiles({
      "a/server.py": program,
      "a/lib/part.py": "",
      "data.txt": "x",
    });
    const launch = ready(server);
    expect((await run(launch)).stderr).toBe("");
    expect(await readFile(join(launch.cwd, "log.txt"), "utf8")).toBe("x");
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      "a",
      "a/lib",
      "a/lib/part.py",
      "a/server.py",
      "data.txt",
    ]);
  });

  test("a name that begins with a dash is no option", async () => {
    const { server } = await prepareFiles({ "-server.py": "print('ran')\n" });
    expect((await run(ready(server))).stdout).toBe("ran\n");
  });

  test("reads ports and addresses, also from the module that holds them", async () => {
    const client =
      "import socket\nimport settings\nsocket.socket().connect(('10.0.1.193', settings.PORT))\n";
    const { server, client: second } = await prepareFiles({
      "server.py": pythonServer,
      "client.py": client,
      "settings.py": "PORT = 7777\n",
      "unrelated.py": "PORT = 8888\n",
    });
    expect(ready(server)).toMatchObject({ ports: [12345], foreignAddresses: [], args: undefined });
    expect(ready(second)).toMatchObject({ ports: [7777], foreignAddresses: ["10.0.1.193"] });
  });

  test("Python 2 runs with Python 2 where there is one, else is named", async () => {
    const files = {
      "server.py": 'import socket\r\nprint "Esperando"\r\n',
      "client.py": pythonClient,
    };
    const bin = await tempFolder();
    await symlink(process.execPath, join(bin, "python3"));
    const place = { file: "server.py", line: 2, text: 'print "Esperando"' };
    const without = await prepareFiles(files, { PATH: bin });
    expect(without.server).toEqual({
      status: "broken",
      cause: { kind: "python2", role: "server", place, construct: "print statement" },
    });
    expect(without.client).toMatchObject({ status: "ready" });

    const both = await tempFolder();
    await Promise.all(
      ["python3", "python2.7"].map((name) => symlink(process.execPath, join(both, name))),
    );
    const launch = ready((await prepareFiles(files, { PATH: both })).server);
    expect(launch.command[0]).toBe(join(both, "python2.7"));
    expect(launch.env).toMatchObject({ PYTHONIOENCODING: "UTF-8" });
  });
});

describe("Java", () => {
  const program = (name: string, body: string) =>
    `public class ${name} {\n  public static void main(String[] a) throws Exception {\n    ${body}\n  }\n}\n`;
  const say = (text: string) => `System.out.println("${text}");`;

  test("packages, in one compilation for both", async () => {
    const files = {
      "src/br/redes/server/Server.java": `package br.redes.server;\nimport br.redes.Comum;\n${program("Server", "System.out.println(Comum.NOME + a.length);")}`,
      "src/br/redes/client/Client.java": `package br.redes.client;\n${program("Client", say("cliente"))}`,
      "src/br/redes/Comum.java":
        'package br.redes;\npublic class Comum { public static final String NOME = "comum"; }\n',
    };
    const { server, client } = await prepareFiles(files);
    expect((await run(ready(server), ["x"])).stdout).toBe("comum1\n");
    expect((await run(ready(client))).stdout).toBe("cliente\n");
  });

  test.each([
    ["UTF-8", (text: string) => Buffer.from(text)],
    ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["Latin-1", (text: string) => Buffer.from(text, "latin1")],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])(
    "a source in %s, with CRLF",
    async (_, encode) => {
      const { server } = await prepareFiles({
        "Server.java": encode(program("Server", say("ação")).replaceAll("\n", "\r\n")),
      });
      expect((await run(ready(server))).stdout).toBe("ação\n");
    },
    60_000,
  );

  test("a client that does not compile leaves the server alone", async () => {
    const { server, client } = await prepareFiles({
      "Server.java": program("Server", "new Thread(new Handler()).start();"),
      "Handler.java": `class Handler implements Runnable { public void run() { ${say("ok")} } }`,
      "Client.java": program("Client", "int x = y;"),
    });
    expect((await run(ready(server))).stdout).toBe("ok\n");
    expect(client).toMatchObject({
      status: "broken",
      cause: { kind: "does-not-compile", role: "client" },
    });
    expect(client).toHaveProperty(
      "cause.output",
      expect.stringMatching(/^Client\.java:3: error: cannot find symbol/),
    );
  });

  test("two folders may both have a Main", async () => {
    const { server, client } = await prepareFiles({
      "server/Main.java": program("Main", say("s")),
      "client/Main.java": program("Main", say("c")),
    });
    expect((await run(ready(server))).stdout).toBe("s\n");
    expect((await run(ready(client))).stdout).toBe("c\n");
  });

  test("without a JDK nobody can tell", async () => {
    const { server } = await prepareFiles(
      { "Server.java": program("Server", "") },
      { PATH: await tempFolder() },
    );
    expect(server).toEqual({
      status: "unavailable",
      error: "javac is not installed: apt-get install default-jdk-headless",
    });
  });
});

describe("C", () => {
  test("is linked with the parts beside it and prints at once", async () => {
    const { server, client } = await prepareFiles({
      "server.c":
        '#include <stdio.h>\n#include "part.h"\nint main(int n, char **a) { printf("%d", answer()); fflush(0); _exit(0); }\n',
      "client.c":
        '#include <stdio.h>\n#include "part.h"\nvoid main() { printf("%d", answer() + 1); _exit(0); }\n',
      "part.c": "int answer(void) { return 42; }\n",
      "part.h": "int answer(void);\n",
    });
    expect((await run(ready(server))).stdout).toBe("42");
    // Never flushed by the program: only stdbuf makes it come out.
    expect((await run(ready(client))).stdout).toBe("43");
  });

  test("finds parts in other folders", async () => {
    const { server } = await prepareFiles({
      "src/server.c": '#include "answer.h"\nint main(void) { return answer(); }\n',
      "lib/answer.c": "int answer(void) { return 42; }\n",
      "include/answer.h": "int answer(void);\n",
    });
    expect((await run(ready(server))).code).toBe(42);
  });

  test("that does not compile is shown as the compiler says it", async () => {
    const { server } = await prepareFiles({ "server.c": "int main(void) {\n  return x;\n}\n" });
    expect(server).toMatchObject({
      status: "broken",
      cause: { kind: "does-not-compile", role: "server" },
    });
    expect(server).toHaveProperty(
      "cause.output",
      expect.stringMatching(/^server\.c:2:10: error: /),
    );
  });

  test("output of a compiler is cut", async () => {
    const { server } = await prepareFiles({
      "server.c": `int main(void) {\n${"  x y;\n".repeat(500)}}\n`,
    });
    expect((server as { cause: { output: string } }).cause.output.length).toBeLessThanOrEqual(4097);
  });

  test("without a compiler nobody can tell", async () => {
    const { server } = await prepareFiles(
      { "server.c": "int main(void) { return 0; }\n" },
      { PATH: await tempFolder() },
    );
    expect(server).toEqual({
      status: "unavailable",
      error: "gcc is not installed: apt-get install gcc libc6-dev",
    });
  });
});

describe("JavaScript", () => {
  test("runs with this Node, with the packages that were handed in", async () => {
    const { server } = await prepareFiles({
      "server.js": 'console.log(require("greet"));\n',
      "node_modules/greet/index.js": 'module.exports = "oi";\n',
    });
    expect(await run(ready(server))).toMatchObject({ stdout: "oi\n", stderr: "" });
  });
});

test("one program for both roles is started with the word that tells which", async () => {
  const { server, client } = await prepareFiles({ "chat.py": samples.both.argv, "conta.txt": "" });
  expect(ready(server).command.slice(1)).toEqual(["chat.py", "server"]);
  expect(ready(client).command.slice(1)).toEqual(["chat.py", "client"]);
});

test("a program without an extension is started by what its first line says", async () => {
  const print = "import socket, sys\nprint(sys.argv)\n# s.bind(s) s.listen()\n";
  const { server, client } = await prepareFiles({
    servidor: `#!/usr/bin/env python3\n${print}`,
    client: "#!/usr/bin/env node\nconsole.log(require('net') !== undefined)\n",
  });
  expect((await run(ready(server), ["7"])).stdout).toBe("['servidor', '7']\n");
  expect((await run(ready(client))).stdout).toBe("true\n");
});

describe("the manifest", () => {
  const yaml = (server: object) => ({ "sockgrade.yaml": JSON.stringify({ server }) });

  test("placeholders become arguments; the interpreter is the real one", async () => {
    const { server } = await prepareFiles({
      ...yaml({ run: "python3 src/main.py -v {port}", env: { MODE: "x" }, stdin: ["{host}"] }),
      "src/main.py": pythonServer,
    });
    const launch = ready(server);
    expect(launch).toMatchObject({
      language: "python",
      file: "src/main.py",
      args: ["-v", "{port}"],
      stdin: ["{host}"],
      ports: [12345],
    });
    expect(launch.command[1]).toBe("src/main.py");
    expect(launch.env).toMatchObject({ MODE: "x", PYTHONUNBUFFERED: "1" });
    expect(launch.cwd.endsWith("/submission")).toBe(true);
  });

  test("its port goes before those of the code, and host and port are handed on", async () => {
    const { server, client } = await prepareFiles({
      "server.py": `${pythonServer}PORT = 5001\n`,
      "client.py": pythonClient,
      "sockgrade.yaml": "server: {port: 5002, host: localhost}\n",
    });
    expect(ready(server)).toMatchObject({
      ports: [5002, 5001, 12345],
      declared: { host: "localhost", port: 5002 },
    });
    expect(ready(client)).toMatchObject({ ports: [12345] });
    expect(ready(client).declared).toBeUndefined();
  });

  test("words without placeholders belong to the command", async () => {
    const { server } = await prepareFiles({
      ...yaml({ run: "src/main.py --once" }),
      "src/main.py": "import sys\nprint(sys.argv)\n",
    });
    expect(ready(server).args).toBeUndefined();
    expect((await run(ready(server))).stdout).toBe("['main.py', '--once']\n");
  });

  test("build, then any command", async () => {
    const { server } = await prepareFiles({
      ...yaml({
        build: "printf '#!/bin/sh\\necho built $1' > go && chmod +x go",
        run: "./go --port={port}",
      }),
      "notes.txt": "",
    });
    const launch = ready(server);
    expect(launch).toMatchObject({ language: "command", args: ["--port={port}"] });
    expect((await run(launch, ["7"])).stdout).toBe("built 7\n");
  });

  test("a shell's line runs in a shell", async () => {
    const { server } = await prepareFiles({
      ...yaml({ run: "cd src && exec python3 main.py {port}" }),
      "src/main.py": pythonServer,
    });
    expect(ready(server)).toMatchObject({
      command: ["/bin/sh", "-c"],
      args: ["cd src && exec python3 main.py {port}"],
    });
  });

  test("a build that fails is the student's", async () => {
    const { server } = await prepareFiles({
      ...yaml({ build: "echo wrong >&2; exit 2", run: "./go" }),
      "notes.txt": "",
    });
    expect(server).toEqual({
      status: "broken",
      cause: { kind: "does-not-compile", role: "server", output: "wrong" },
    });
  });

  test("a tool that is not installed is not", async () => {
    const { server } = await prepareFiles({
      ...yaml({ run: "no-such-tool run main.go" }),
      "main.go": "",
    });
    expect(server).toEqual({
      status: "unavailable",
      error: "no-such-tool is not installed, but sockgrade.yaml starts the server with it",
    });
  });
});

test("what can not be copied does not stop what can be run", async () => {
  const folder = await tempFolder({ "server.py": "print('ran')\n", "deep/x/y.txt": "" });
  await mkdir(join(folder, "empty"));
  await symlink("gone", join(folder, "dangling.txt"));
  await cp(join(folder, "deep"), join(folder, "build"), { recursive: true });
  await writeFile(join(folder, ".env"), "A=1");
  const workDir = await tempFolder();
  const { server } = await prepare(await openSubmission(folder), {
    workDir,
    host: process.env,
    runTool,
  });
  expect((await run(ready(server))).stdout).toBe("ran\n");
  expect((await readdir(join(workDir, "submission"))).toSorted()).toEqual([
    ".env",
    "deep",
    "server.py",
  ]);
});
