import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { runToEnd } from "../process/spawn.ts";
import { openSubmission } from "./open.ts";
import { pythonClient, pythonServer, tempFolder } from "./temp-folder.ts";

// Real compilers, interpreters and disks on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const javaMain = (body: string) =>
  `public class X { public static void main(String[] args) throws Exception { ${body} } }`;
const javaServer = javaMain("new java.net.ServerSocket(12345).accept();");
const javaClient = javaMain('new java.net.Socket("localhost", 12345);');
const cServer = "int main(void) {\n  bind(3, 0, 0); listen(3, 5); accept(3, 0, 0);\n}\n";
const cClient = "int main(void) {\n  connect(3, 0, 0);\n}\n";
const jsServer = 'require("net").createServer(() => {}).listen(12345);\n';
const jsClient = 'require("net").connect(12345);\n';

async function filesOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const { programs } = await openSubmission(await tempFolder(files));
  return [programs.server?.file, programs.client?.file];
}

async function errorOf(files: Readonly<Record<string, string>>): Promise<string> {
  return await messageOf(openSubmission(await tempFolder(files)));
}

async function messageOf(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RequestError);
  return (error as RequestError).message;
}

type Files = Readonly<Record<string, string>>;
const py = (server: string, client: string): Files => ({
  [server]: pythonServer,
  [client]: pythonClient,
});

const found: readonly (readonly [string, Files, string, string])[] = [
  ["the handout's names", py("server.py", "client.py"), "server.py", "client.py"],
  ["Portuguese", py("servidor.py", "cliente.py"), "servidor.py", "cliente.py"],
  ["capitals in the extension", py("SERVER.PY", "Client.Py"), "SERVER.PY", "Client.Py"],
  [
    "blanks and numbers",
    py("Servidor TCP 2.py", "Cliente TCP 2.py"),
    "Servidor TCP 2.py",
    "Cliente TCP 2.py",
  ],
  ["accents", py("sérvidor ção.py", "cliente ção.py"), "sérvidor ção.py", "cliente ção.py"],
  [
    "nested",
    py("trabalho/redes/server.py", "trabalho/redes/client.py"),
    "trabalho/redes/server.py",
    "trabalho/redes/client.py",
  ],
  ["one folder each", py("server/main.py", "client/main.py"), "server/main.py", "client/main.py"],
  [
    "folders with parts",
    { ...py("Servidor/app.py", "Cliente/app.py"), "Servidor/log.py": "def log(): pass\n" },
    "Servidor/app.py",
    "Cliente/app.py",
  ],
  [
    "the name before the folder",
    { ...py("server/main.py", "server/client.py") },
    "server/main.py",
    "server/client.py",
  ],
  [
    "exact before decorated",
    { ...py("server.py", "client.py"), "server_tcp.py": pythonServer },
    "server.py",
    "client.py",
  ],
  [
    "tests, copies and backups lose",
    {
      ...py("echo_server.py", "client.py"),
      "test_server.py": pythonServer,
      "server copy.py": pythonServer,
      "server_old.py": pythonServer,
      "old/server.py": pythonServer,
      "server.py.bak": pythonServer,
    },
    "echo_server.py",
    "client.py",
  ],
  [
    "a lone copy is better than nothing",
    py("server_old.py", "client (1).py"),
    "server_old.py",
    "client (1).py",
  ],
  [
    "shallow before deep",
    { ...py("server.py", "client.py"), "v1/server.py": pythonServer },
    "server.py",
    "client.py",
  ],
  [
    "helpers without sockets lose",
    { ...py("tcp_server.py", "client.py"), "server.py": "PORT = 12345\n" },
    "tcp_server.py",
    "client.py",
  ],
  [
    "whoever imports is the program",
    {
      "server.py": "from echo_server import Server\nif __name__ == '__main__': Server().run()\n",
      "echo_server.py": pythonServer,
      "client.py": pythonClient,
    },
    "server.py",
    "client.py",
  ],
  ["by code when names are mute", py("a.py", "b.py"), "a.py", "b.py"],
  ["by code when both have one name", py("client1.py", "client2.py"), "client1.py", "client2.py"],
  [
    "by code between two decorated names",
    { ...py("server_a.py", "client.py"), "server_b.py": pythonClient },
    "server_a.py",
    "client.py",
  ],
  [
    "beside the other program",
    { ...py("tcp/server.py", "tcp/client.py"), "udp/client.py": pythonClient },
    "tcp/server.py",
    "tcp/client.py",
  ],
  [
    "UDP by code",
    {
      "x.py": "import socket\ns = socket.socket()\ns.bind(('', 1))\ns.recvfrom(9)\n",
      "y.py": "import socket\ns = socket.socket()\ns.sendto(b'', ('', 1))\n",
    },
    "x.py",
    "y.py",
  ],
  [
    "comments are no code",
    {
      "x.py": `${pythonServer}# s.connect(x)\n`,
      "y.py": `${pythonClient}# s.bind(x) s.listen(1)\n`,
    },
    "x.py",
    "y.py",
  ],
  [
    "Java with main only",
    {
      "Server.java": javaServer,
      "ServerThread.java": "class ServerThread extends Thread {}",
      "Client.java": javaClient,
      "ClientHandler.java": "class ClientHandler {}",
    },
    "Server.java",
    "Client.java",
  ],
  [
    "Java folders",
    { "server/Main.java": javaServer, "client/Main.java": javaClient },
    "server/Main.java",
    "client/Main.java",
  ],
  [
    "Java packages",
    { "src/br/server/TCPServer.java": javaServer, "src/br/client/TCPClient.java": javaClient },
    "src/br/server/TCPServer.java",
    "src/br/client/TCPClient.java",
  ],
  [
    "C with main only",
    { "server.c": cServer, "server_lib.c": "int f(void) { return 1; }", "client.c": cClient },
    "server.c",
    "client.c",
  ],
  ["JavaScript", { "server.mjs": jsServer, "client.cjs": jsClient }, "server.mjs", "client.cjs"],
  [
    "JavaScript folders",
    { "server/index.js": jsServer, "client/index.js": jsClient },
    "server/index.js",
    "client/index.js",
  ],
  [
    "two languages",
    { "server.py": pythonServer, "Client.java": javaClient },
    "server.py",
    "Client.java",
  ],
  [
    "what tools make is passed over",
    {
      ...py("server.py", "client.py"),
      "node_modules/x/server.js": jsServer,
      "env/pyvenv.cfg": "",
      "env/client.py": pythonClient,
      ".git/server.py": "",
      "__MACOSX/server.py": "",
      "target/server.py": "",
    },
    "server.py",
    "client.py",
  ],
  [
    "compiled files are ignored",
    {
      "Server.java": javaServer,
      "Server.class": "x",
      "server.exe": "x",
      "Client.java": javaClient,
    },
    "Server.java",
    "Client.java",
  ],
];

test.each(found)("finds %s", async (_, files, server, client) => {
  expect(await filesOf(files)).toEqual([server, client]);
});

test.each([
  ["CRLF", Buffer.from(pythonServer.replaceAll("\n", "\r\n"))],
  ["a byte order mark", Buffer.from(`\uFEFF${pythonServer}`)],
  ["Latin-1", Buffer.from(`# ação\n${pythonServer}`, "latin1")],
  ["UTF-16", Buffer.from(`\uFEFF${pythonServer}`, "utf16le")],
  ["UTF-16, the other way round", Buffer.from(`\uFEFF${pythonServer}`, "utf16le").swap16()],
])("reads code in %s", async (_, bytes) => {
  expect(await filesOf({ "a.py": bytes, "b.py": pythonClient })).toEqual(["a.py", "b.py"]);
});

test.each([
  "node_modules",
  ".hidden",
  ".git",
  "__MACOSX",
  "__pycache__",
  "target",
  "build",
  "dist",
  "out",
  "a/.venv",
  "venv",
  "ambiente/lib/site-packages",
  "cmake-build-debug",
  "CMakeFiles",
])("nothing in %s is a program", async (skipped) => {
  expect(
    await filesOf({ "server.py": pythonServer, [`${skipped}/client.py`]: pythonClient }),
  ).toEqual(["server.py", undefined]);
});

test("nothing in a virtual environment is a program, whatever it is called", async () => {
  const files = {
    "server.py": pythonServer,
    "meu/pyvenv.cfg": "",
    "meu/lib/client.py": pythonClient,
  };
  expect(await filesOf(files)).toEqual(["server.py", undefined]);
});

test("folders are looked into eight levels deep", async () => {
  const at = (depth: number) => `${"d/".repeat(depth)}client.py`;
  expect(await filesOf({ "server.py": pythonServer, [at(8)]: pythonClient })).toEqual([
    "server.py",
    at(8),
  ]);
  expect(await filesOf({ "server.py": pythonServer, [at(9)]: pythonClient })).toEqual([
    "server.py",
    undefined,
  ]);
});

test("a missing client is the student's, not the request's", async () => {
  const folder = await tempFolder({ "server.py": pythonServer, "main.hs": "", "README.md": "" });
  expect(await openSubmission(folder)).toEqual({
    path: folder,
    programs: {
      server: {
        role: "server",
        file: "server.py",
        language: "python",
        why: { by: "name" },
        manifest: undefined,
      },
    },
    candidates: ["server.py", "main.hs"],
  });
});

describe("refuses with one line", () => {
  test("a path that does not exist, with the name that was meant", async () => {
    const folder = await tempFolder({ "solution/server.py": pythonServer });
    const message = await messageOf(openSubmission(join(folder, "soluton")));
    expect(message).toBe(
      `Expected a folder with a submission, got a path that does not exist: ${folder}/soluton; did you mean ${folder}/solution?`,
    );
  });

  test.each([
    ["server.py", /got a file: .*server\.py \(name the folder that holds it\)$/],
    ["work.zip", /got an archive: .*work\.zip \(unpack it and name the folder\)$/],
    ["work.tar.gz", /got an archive/],
  ])("%s", async (name, expected) => {
    const folder = await tempFolder({ [name]: "x" });
    expect(await messageOf(openSubmission(join(folder, name)))).toMatch(expected);
  });

  test("an empty folder", async () => {
    expect(await errorOf({})).toMatch(
      /^Expected a folder with a submission, got an empty folder: /,
    );
  });

  test("no program, with what was looked for and what was there", async () => {
    const message = await errorOf({ "README.md": "", "notes/a.txt": "" });
    expect(message).toMatch(
      /^Expected a server or a client in Python, .*, JavaScript.* or \w+ \(.*, got README\.md, notes\/a\.txt$/,
    );
  });

  test("only programs in a language that is not run yet", async () => {
    const message = await errorOf({ "server.hs": "", "client.hs": "" });
    expect(message).toMatch(
      /client\.hs is Haskell, which is not supported yet unless sockgrade\.yaml says how to run it$/,
    );
  });

  test("an archive inside of the folder", async () => {
    expect(await errorOf({ "trabalho.rar": "" })).toMatch(
      /trabalho\.rar is an archive: unpack it$/,
    );
  });

  test("two programs for one role, with the manifest that settles it", async () => {
    const files = {
      "server_tcp.py": pythonServer,
      "server_udp.py": pythonServer,
      "client.py": pythonClient,
    };
    const [line, ...manifest] = (await errorOf(files)).split("\n");
    expect(line).toMatch(
      /got 2 for the server \(server_tcp\.py, server_udp\.py\); say which one in sockgrade\.yaml:$/,
    );
    expect(manifest).toEqual([
      "# server_tcp.py: its name, its code listens, TCP",
      "# server_udp.py: its name, its code listens, TCP",
      "server: { run: server_tcp.py }",
      "client: { run: client.py }",
    ]);
    expect(await filesOf({ ...files, "sockgrade.yaml": manifest.join("\n") })).toEqual([
      "server_tcp.py",
      "client.py",
    ]);
  });

  test("a suggested manifest holds for awkward names too", async () => {
    const files = { "server: a.py": pythonServer, "server #b.py": pythonServer };
    const [, ...manifest] = (await errorOf(files)).split("\n");
    const settled = await filesOf({ ...files, "sockgrade.yaml": manifest.join("\n") });
    expect(Object.keys(files)).toContain(settled[0]);
  });

  test("a program that is a dangling link", async () => {
    const folder = await tempFolder({ "client.py": pythonClient });
    await symlink("gone.py", join(folder, "server.py"));
    expect(await messageOf(openSubmission(folder))).toMatch(
      /got server\.py, but it is a link that leads nowhere$/,
    );
  });

  test("a program that is a link out of the submission", async () => {
    const elsewhere = await tempFolder({ "server.py": pythonServer });
    const folder = await tempFolder({ "client.py": pythonClient });
    await symlink(join(elsewhere, "server.py"), join(folder, "server.py"));
    expect(await messageOf(openSubmission(folder))).toMatch(
      /got server\.py, but it is a link to outside of the submission$/,
    );
  });

  test("a program that is a named pipe", async () => {
    const folder = await tempFolder({ "client.py": pythonClient });
    await runToEnd(["mkfifo", join(folder, "server.py")], {
      cwd: folder,
      env: {},
      timeoutMs: 30_000,
    });
    expect(await messageOf(openSubmission(folder))).toMatch(
      /got server\.py, but it is not a regular file$/,
    );
  });

  test("a program and a folder without permission", async () => {
    const folder = await tempFolder({ "server.py": pythonServer, "client.py": pythonClient });
    await chmod(folder, 0o755);
    await chmod(join(folder, "server.py"), 0);
    expect(await asNobody(() => messageOf(openSubmission(folder)))).toBe(
      "Expected a program that can be read for the server, got no permission (EACCES): server.py",
    );
    await mkdir(join(folder, "locked"), { mode: 0 });
    expect(await asNobody(() => messageOf(openSubmission(folder)))).toBe(
      `Expected a folder that can be read, got no permission (EACCES): ${folder}/locked`,
    );
    await chmod(join(folder, "locked"), 0o700);
  });
});

test("links inside of the submission are followed once", async () => {
  const folder = await tempFolder({ "src/main.py": pythonServer, "client.py": pythonClient });
  await symlink("src/main.py", join(folder, "server.py"));
  await symlink("server.py", join(folder, "Server.py"));
  await symlink(".", join(folder, "loop"));
  const { programs } = await openSubmission(folder);
  expect([programs.server?.file, programs.client?.file]).toEqual(["Server.py", "client.py"]);
});

test("10,000 files", async () => {
  const folder = await tempFolder({
    "deep/server.py": pythonServer,
    "deep/client.py": pythonClient,
  });
  await fill(folder, 10_000);
  const begin = performance.now();
  const { programs } = await openSubmission(folder);
  process.stderr.write(`10,000 files opened in ${(performance.now() - begin).toFixed(0)} ms\n`);
  expect([programs.server?.file, programs.client?.file]).toEqual([
    "deep/server.py",
    "deep/client.py",
  ]);
});

async function fill(folder: string, count: number): Promise<void> {
  for (let part = 0; part * 100 < count; part += 1) {
    const below = join(folder, `part${part}`);
    await mkdir(below);
    await Promise.all(
      Array.from({ length: 99 }, (_, index) =>
        writeFile(join(below, `module${index}.py`), "x = 1\n"),
      ),
    );
  }
}

/** Root may read everything: drop to an ordinary user while `act` runs. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
