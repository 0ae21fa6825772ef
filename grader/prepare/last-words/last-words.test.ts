import { describe, expect, test, vi } from "vitest";
import { type Files, nameOf } from "./testing.ts";

// Real compilers and interpreters on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const java = (body: string) =>
  `public class Server {\n  public static void main(String[] argumentos) throws Exception {\n    ${body}\n  }\n}\n`;
const c = (body: string) =>
  `#include <stdio.h>\n#include <stdlib.h>\n#include <errno.h>\n#include <string.h>\nint main(int argc, char **argv) {\n  ${body}\n}\n`;

describe("arguments that could not be guessed", () => {
  test.each<[string, Files, object]>([
    [
      "argparse",
      {
        "server.py":
          "import argparse, socket\np = argparse.ArgumentParser()\np.add_argument('--porta', required=True)\np.add_argument('--arquivo', required=True)\np.parse_args()\n",
      },
      { run: "server.py --porta {port} --arquivo ARQUIVO" },
    ],
    [
      "a usage line",
      {
        "server.py":
          "import socket, sys\nprint('Uso: python server.py <endereço> <porta> <nome>')\nsys.exit(1)\n",
      },
      { run: "server.py {host} {port} <nome>", output: expect.stringContaining("Uso: ") },
    ],
    [
      "sys.argv",
      { "server.py": "import socket, sys\nporta = int(sys.argv[1])\nnome = sys.argv[2]\n" },
      { run: "server.py {port} <nome>", output: "IndexError: list index out of range" },
    ],
    [
      "a function of C",
      { "server.c": c('fprintf(stderr, "Usage: %s port backlog\\n", argv[0]); return 1;') },
      { run: "server.c {port} backlog" },
    ],
    [
      "Java's, whatever they are called",
      { "server.java": java("int n = argumentos[3].length();") },
      {},
    ],
    [
      "for Node",
      { "server.js": 'console.log("Uso: node server.js <porta> <sala>");process.exit(2)' },
      { run: "server.js {port} <sala>" },
    ],
  ])("%s", async (_, files, cause) => {
    const named = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name.replace("server.java", "Server.java"),
        text,
      ]),
    );
    expect(await nameOf(named)).toMatchObject({ kind: "needs-arguments", ...cause });
  });

  test.each<[string, string]>([
    ["an index of something else", "import socket\nx = []\nprint(x[1])\n"],
    [
      "a program that explains itself and goes on",
      "import socket\nprint('Use Ctrl-C para sair')\nx = [][0]\n",
    ],
  ])("%s is no reason", async (_, source) => {
    expect(await nameOf({ "server.py": source })).toBeUndefined();
  });

  test("who has had a client has had its arguments", async () => {
    const files = { "server.py": "import socket, sys\nprint('Uso: digite SAIR')\nsys.argv[5]\n" };
    expect(await nameOf(files, "server", { hasDoneNothing: false })).toBeUndefined();
  });
});

describe("a file that is not there", () => {
  test.each<[string, Files]>([
    ["Python", { "server.py": "import socket\nopen('config.txt')\n" }],
    ["Java", { "Server.java": java('new java.io.FileReader("config.txt");') }],
    [
      "Java's newer way",
      {
        "Server.java": java('java.nio.file.Files.readString(java.nio.file.Path.of("config.txt"));'),
      },
    ],
    ["Node", { "server.js": 'require("fs").readFileSync("config.txt")' }],
  ])("%s", async (_, files) => {
    expect(await nameOf(files)).toMatchObject({
      kind: "needs-file",
      role: "server",
      path: "config.txt",
    });
  });

  test("one that the program does without is no reason", async () => {
    const source =
      "import socket\ntry:\n    open('config.txt')\nexcept FileNotFoundError as e:\n    print(e)\nraise ValueError\n";
    expect(await nameOf({ "server.py": source })).toBeUndefined();
  });
});

describe("another machine", () => {
  test.each<[string, Files, object]>([
    [
      "a module of Windows",
      { "server.py": "import socket\nimport msvcrt\n" },
      { kind: "wrong-system", thing: "msvcrt", place: { line: 2, text: "import msvcrt" } },
    ],
    [
      "a call of Windows",
      { "server.py": "import os, socket\nos.startfile('x')\n" },
      { kind: "wrong-system", thing: "startfile", place: { line: 2 } },
    ],
    [
      "a header of Windows",
      { "server.c": "#include <stdio.h>\n#include <winsock2.h>\nint main(void) { return 0; }\n" },
      {
        kind: "wrong-system",
        thing: "winsock2.h",
        place: { file: "server.c", line: 2, text: "#include <winsock2.h>" },
      },
    ],
    [
      "a window, in Java",
      { "Server.java": java('new javax.swing.JFrame("x").setVisible(true);') },
      { kind: "needs-display", thing: "java.awt, javax.swing" },
    ],
    [
      "a window, in Python",
      {
        "server.py":
          "import socket\nfrom tkinter import *\nraise Exception('no display name and no $DISPLAY environment variable')\n",
      },
      { kind: "needs-display", thing: "tkinter" },
    ],
    [
      "a library for windows",
      { "server.py": "import socket\nimport PySimpleGUI as sg\n" },
      { kind: "needs-display", thing: "PySimpleGUI" },
    ],
  ])("%s", async (_, files, cause) => {
    expect(await nameOf(files)).toMatchObject({ role: "server", ...cause });
  });

  test.each<[string, string]>([
    ["what only clears the screen", "import os, socket\nos.system('cls')\nraise ValueError\n"],
    [
      "Windows in a try",
      "import socket\ntry:\n    import msvcrt\nexcept ImportError:\n    msvcrt = None\nraise ValueError\n",
    ],
  ])("%s is no reason", async (_, source) => {
    expect(await nameOf({ "server.py": source })).toBeUndefined();
  });
});

describe("an address or a port that is not to be had", () => {
  const bind = (address: string, port: number) =>
    `import socket\ns = socket.socket()\ns.bind(('${address}', ${port}))\ns.listen(5)\n`;

  test("an address of another machine, to listen at", async () => {
    expect(await nameOf({ "server.py": bind("192.0.2.21", 0) })).toMatchObject({
      kind: "foreign-address",
      address: "192.0.2.21",
      doing: "bind",
      place: { file: "server.py", line: 3 },
    });
  });

  test("the same in Java, which does not quote the line", async () => {
    const body =
      'new java.net.ServerSocket(0, 5, java.net.InetAddress.getByName("192.0.2.21")).accept();';
    expect(await nameOf({ "Server.java": java(body) })).toMatchObject({
      kind: "foreign-address",
      address: "192.0.2.21",
      doing: "bind",
      place: { line: 3, text: body },
    });
  });

  test("an address of another machine, to connect to", async () => {
    const source = (error: string) =>
      `import socket\nHOST = '10.0.1.193'\nraise OSError(${error})\n# connect\n`;
    const files = { "client.py": source("113, 'No route to host'") };
    const cause = { kind: "foreign-address", address: "10.0.1.193", doing: "connect" };
    expect(await nameOf(files, "client")).toMatchObject(cause);
    expect(await nameOf(files, "client", { hasEveryAddress: true })).toBeUndefined();
    const silent = { "client.py": "import socket\nHOST = '10.0.1.193'\n# connect\n" };
    expect(await nameOf(silent, "client", { isConnecting: true })).toMatchObject(cause);
    expect(await nameOf(silent, "client")).toBeUndefined();
    const own = {
      "client.py": source("113, 'No route to host'").replace("10.0.1.193", "127.0.0.1"),
    };
    expect(await nameOf(own, "client")).toBeUndefined();
  });

  test("a port below 1024, and a file that may not be read", async () => {
    const denied = "raise PermissionError(13, 'Permission denied'";
    expect(
      await nameOf({ "server.py": `import socket\nPORT = 80\nbind = 80\n${denied})\n` }),
    ).toMatchObject({ kind: "privileged-port", port: 80 });
    expect(
      await nameOf({ "server.py": `import socket\nPORT = 80\n${denied}, '/etc/shadow')\n` }),
    ).toBeUndefined();
    expect(
      await nameOf({ "server.py": `import socket\nPORT = 12345\n${denied})\n` }),
    ).toBeUndefined();
  });

  test("a port that is taken by nobody but the program", async () => {
    const twice =
      "import socket\ns = socket.create_server(('', 0))\nt = socket.socket()\nt.bind(s.getsockname())\n";
    expect(await nameOf({ "server.py": twice })).toMatchObject({
      kind: "port-taken-by-itself",
      how: "bound-twice",
      place: { line: 4, text: "t.bind(s.getsockname())" },
    });
    expect(await nameOf({ "server.py": twice }, "server", { wasFirst: false })).toBeUndefined();
    expect(await nameOf({ "client.py": twice }, "client")).toMatchObject({ how: "client-binds" });
    expect(await nameOf({ "client.py": twice }, "client", { transport: "udp" })).toBeUndefined();
    const imports = { "server.py": twice, "client.py": "import server\nimport socket\n" };
    expect(await nameOf(imports, "client")).toMatchObject({
      how: "starts-server",
      place: { file: "server.py", line: 4 },
    });
  });
});
