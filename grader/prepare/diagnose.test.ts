import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { pythonClient, pythonServer, tempFolder } from "../submission/temp-folder.ts";
import { type Files, launchOf, nameOf } from "./last-words/testing.ts";
import { findNewerPython } from "./python-interpreter.ts";

// Real compilers and interpreters on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const end = "raise SystemExit(3)\n";
const crash = "raise ValueError('something else')\n";

describe("Python that can not be read", () => {
  test.each<[string, Files, object]>([
    [
      "a bracket that is never closed",
      { "src/server.py": "import socket\ns = socket.socket(\nwhile True:\n    pass\n" },
      {
        kind: "syntax-error",
        place: { file: "src/server.py", line: 2, text: "s = socket.socket(" },
        error: expect.stringMatching(/^SyntaxError: .*'\(' was never closed/),
      },
    ],
    [
      "in a module of the student's",
      {
        "src/server.py": `import comum\n${pythonServer}`,
        "src/comum.py": "def f():\nreturn 1\n",
      },
      {
        kind: "syntax-error",
        place: { file: "src/comum.py", line: 2, text: "return 1" },
        error: expect.stringMatching(/^IndentationError: /),
      },
    ],
    [
      "tabs against blanks",
      { "server.py": "if True:\n\tx = 1\n        y = 2\n" },
      {
        kind: "syntax-error",
        place: { file: "server.py", line: 3, text: "y = 2" },
        error: expect.stringMatching(/^TabError: /),
      },
    ],
    [
      "Latin-1 without saying so",
      { "server.py": Buffer.from(`${pythonServer}print('ação')\n`, "latin1") },
      {
        kind: "wrong-encoding",
        encoding: "latin1",
        place: { file: "server.py", line: 6, text: "print('ação')" },
      },
    ],
    [
      "UTF-16",
      { "server.py": Buffer.from(`\uFEFF${pythonServer}`, "utf16le") },
      { kind: "wrong-encoding", encoding: "utf-16", place: { file: "server.py" } },
    ],
  ])("%s", async (_, files, cause) => {
    expect(await nameOf(files)).toMatchObject({ role: "server", ...cause });
  });

  test.each([
    ["what json can not read", `import json\n${pythonServer.slice(0, 14)}\njson.loads('{')\n`],
    ["what eval can not read", "import socket\neval('1 +')\n# bind listen accept\n"],
  ])("%s is no program", async (_, source) => {
    expect(await nameOf({ "server.py": source })).toBeUndefined();
  });

  test.each([
    ["a byte order mark", Buffer.from(`\uFEFFprint('ação')\n`)],
    ["CRLF", Buffer.from("if True:\r\n    print('ação')\r\n")],
    ["no final newline", Buffer.from("if True:\n    print('ação')")],
    ["Latin-1 that says so", Buffer.from("# -*- coding: latin-1 -*-\r\nprint('ação')\n", "latin1")],
  ])("%s is read", async (_, bytes) => {
    expect(await nameOf({ "server.py": bytes })).toBeUndefined();
  });
});

describe("a module that is not there", () => {
  test.each<[string, Files, object]>([
    [
      "of the student's own, or installed",
      { "server.py": "import nao_existe.sub as x\n" },
      { module: "nao_existe" },
    ],
    ["misspelt", { "server.py": "import soket\n" }, { module: "soket", meant: "socket" }],
    [
      "with something that does the same",
      { "server.py": "from termcolor_xyz import colored\nimport socket\n" },
      { module: "termcolor_xyz" },
    ],
    [
      "inside of a function",
      { "server.py": "import socket\ndef main():\n    import nao_existe\nmain()\n" },
      { module: "nao_existe" },
    ],
    [
      "for Node",
      { "server.js": 'const prompt = require("prompt-sync")();\n' },
      { module: "prompt-sync", instead: 'require("readline")' },
    ],
    [
      "for Node, as a package",
      { "server.mjs": 'import chalk from "chalk";\nimport net from "net";\nnet.createServer();\n' },
      { module: "chalk", instead: expect.any(String) },
    ],
    [
      "of the student's own, for Node",
      { "server.js": 'require("./util");\n' },
      { module: "./util" },
    ],
    ["misspelt, for Node", { "server.js": 'require("nett");\n' }, { module: "nett", meant: "net" }],
  ])("%s", async (_, files, cause) => {
    expect(await nameOf(files)).toEqual({ kind: "module-missing", role: "server", ...cause });
  });

  test("a package with a known substitute", async () => {
    const source = "import simplejson\nimport socket\n";
    expect(await nameOf({ "server.py": source })).toMatchObject({ instead: "json" });
  });

  test.each([
    ["in a try", `try:\n    import pygame\nexcept ImportError:\n    pass\n${crash}`],
    ["in a function that nobody calls", `def f():\n    import pygame\n${crash}`],
    [
      "told and survived",
      `try:\n    import colorama\nexcept Exception as e:\n    print(e)\n${crash}`,
    ],
    [
      "found where the program looks for it",
      `import sys\nsys.path.append('lib')\nimport part\n${crash}`,
    ],
  ])("%s is no reason", async (_, source) => {
    expect(await nameOf({ "server.py": source, "lib/part.py": "" })).toBeUndefined();
  });
});

describe("a file that is called like a standard module", () => {
  const shadowed = (module: string, file = `${module}.py`) => ({
    kind: "shadowed-module",
    role: "server",
    module,
    file,
  });
  test.each<[string, Files, object]>([
    [
      "the client, as socket.py",
      { "src/server.py": pythonServer, "src/socket.py": pythonClient },
      shadowed("socket", "src/socket.py"),
    ],
    ["an empty one", { "server.py": pythonServer, "socket.py": "" }, shadowed("socket")],
    [
      "a name that is imported from it",
      { "server.py": "from queue import Queue\nimport socket\n", "queue.py": "def fila(): pass\n" },
      shadowed("queue"),
    ],
    [
      "a package of which it is taken for",
      { "server.py": "import http.client, socket\n", "email.py": "x = 1\n" },
      shadowed("email"),
    ],
  ])("%s", async (_, files, cause) => {
    expect(await nameOf(files)).toEqual(cause);
  });

  test("the program itself", async () => {
    const files = {
      "socket.py": pythonServer,
      "sockgrade.yaml": "server:\n  run: socket.py\n",
    };
    expect(await nameOf(files)).toEqual(shadowed("socket"));
  });

  test.each<[string, Files]>([
    ["that nobody imports", { "server.py": crash, "socket.py": pythonClient }],
    [
      "that is meant",
      { "server.py": "from queue import fila\nfila()\n", "queue.py": `def fila():\n    ${crash}` },
    ],
    ["of no standard module", { "server.py": "import net\n", "net.py": crash }],
  ])("one %s is no reason", async (_, files) => {
    expect(await nameOf(files)).toBeUndefined();
  });

  test("net.js does not stand in for Node's", async () => {
    const server = 'const net = require("net");\nnet.createServer();\nthrow new Error("else");\n';
    expect(await nameOf({ "server.js": server, "net.js": "" })).toBeUndefined();
  });
});

describe("a main that nobody calls", () => {
  test.each<[string, string, object]>([
    [
      "is defined and that is all",
      "import socket\nHOST = ''\n\ndef main():\n    s = socket.socket()\n    s.bind((HOST, 12345))\n",
      {
        name: "main",
        mistake: "no-call",
        place: { file: "server.py", line: 4, text: "def main():" },
      },
    ],
    [
      "has its socket outside",
      "import socket\ns = socket.socket()\ndef main():\n    s.listen()\n",
      { name: "main", mistake: "no-call" },
    ],
    [
      "goes by another name",
      "import socket\ndef ajuda():\n    pass\ndef iniciar():\n    ajuda()\n",
      { name: "iniciar", mistake: "no-call" },
    ],
    [
      "lacks its brackets",
      "def main():\n    pass\n\nmain\n",
      { name: "main", mistake: "no-brackets" },
    ],
    [
      "waits for another name",
      'def main():\n    pass\n\nif __name__ == "main":\n    main()\n',
      { name: "main", mistake: "guard", place: { line: 4 } },
    ],
    [
      "lacks its brackets below the guard",
      "def main():\n    pass\n\nif __name__ == '__main__':\n    main\n",
      { name: "main", mistake: "no-brackets", place: { line: 5 } },
    ],
  ])("%s", async (_, source, cause) => {
    expect(await nameOf({ "server.py": source })).toMatchObject({
      kind: "main-not-called",
      role: "server",
      ...cause,
    });
  });

  test.each([
    ["that is called", "def main():\n    return\nif __name__ == '__main__':\n    main()\n"],
    [
      "beside a program that does something",
      "def ajuda():\n    pass\nfor x in []:\n    ajuda()\ns = socket.socket()\ns.close()\n",
    ],
    [
      "beside a program that talks without it",
      "def main():\n    pass\ns = socket.socket()\ns.bind(('', 0))\n",
    ],
    ["in a program that has shown something", "def main():\n    pass\nprint('tchau')\n"],
    ["in a program that gave up", `def main():\n    pass\n${end}`],
  ])("%s is not named", async (_, source) => {
    expect(await nameOf({ "server.py": `import socket\n${source}` })).toBeUndefined();
  });

  test("nor in a program that was connected", async () => {
    const files = { "server.py": "def main():\n    pass\n" };
    expect(await nameOf(files, "server", { hasDoneNothing: false })).toBeUndefined();
  });
});

describe("a newer Python", () => {
  const source = "import socket\nx = 1\nmatch x:\n    case 1:\n        raise SystemExit(0)\n";

  /** A folder of a PATH whose `python3` is a 3.6, which reads nothing here. */
  async function oldPython() {
    const folder = await tempFolder();
    await cp("/bin/false", join(folder, "python3.6"));
    await symlink(join(folder, "python3.6"), join(folder, "python3"));
    return folder;
  }

  test("runs what only it reads, where there is one", async () => {
    const folder = await oldPython();
    const newer = (await findNewerPython(10, process.env)) ?? "";
    await symlink(newer, join(folder, "python3.10"));
    const commandOf = async (text: string) =>
      (await launchOf({ "server.py": text }, { PATH: folder })).command[0];
    expect(await commandOf(source)).toBe(join(folder, "python3.10"));
    expect(await commandOf(pythonServer)).toBe(join(folder, "python3"));
  });

  test("is done without where there is none", async () => {
    const folder = await oldPython();
    const { command } = await launchOf({ "server.py": source }, { PATH: folder });
    expect(command[0]).toBe(join(folder, "python3"));
  });
});

describe("JavaScript", () => {
  test("a syntax error, with its line", async () => {
    expect(await nameOf({ "server.js": "const x = 1;\nlet y = = 2;\n" })).toEqual({
      kind: "syntax-error",
      role: "server",
      place: { file: "server.js", line: 2, text: "let y = = 2;" },
      error: "SyntaxError: Unexpected token '='",
    });
  });

  test("the same in a module, and in a file that is required", async () => {
    const module = { "server.mjs": 'import net from "net";\nnet.createServer(;\n' };
    expect(await nameOf(module)).toMatchObject({ kind: "syntax-error", place: { line: 2 } });
    const required = { "server.js": 'require("./lib");\n', "lib.js": "\nlet = ;\n" };
    expect(await nameOf(required)).toMatchObject({
      kind: "syntax-error",
      place: { file: "lib.js", line: 2 },
    });
  });

  test("what JSON.parse can not read is no program", async () => {
    expect(await nameOf({ "server.js": "JSON.parse('{');\n" })).toBeUndefined();
  });

  test.each([
    ["a function", "function main() {\n  net.createServer().listen(1);\n}\n", "main"],
    ["an arrow", "const iniciar = async () => {\n  net.createServer();\n};\n", "iniciar"],
  ])("%s that nobody calls", async (_, source, name) => {
    const files = { "server.js": `const net = require("net");\n${source}` };
    const place = { file: "server.js", line: 2 };
    expect(await nameOf(files)).toMatchObject({ kind: "main-not-called", name, place });
  });

  test.each([
    ["calls it", "function main() {}\nmain();\n"],
    ["does something else", "function ajuda() {}\nconst s = net.createServer();\n"],
  ])("one that %s is not named", async (_, source) => {
    const files = { "server.js": `const net = require("net");\n${source}` };
    expect(await nameOf(files)).toBeUndefined();
  });
});

describe("Python 2", () => {
  const source = 'import socket\nprint "Esperando"\nnome = "x"\n';

  test("runs where there is one, and its own errors are read", async () => {
    const files = { "server.py": `${source}import nao_existe\n` };
    expect(await nameOf(files)).toMatchObject({ kind: "module-missing", module: "nao_existe" });
  });

  test("mixed with Python 3, neither runs it", async () => {
    expect(await nameOf({ "server.py": `${source}print(f"oi {nome}")\n` })).toEqual({
      kind: "python2",
      role: "server",
      construct: "print statement",
      mixedWith: "f-string",
      place: { file: "server.py", line: 2, text: 'print "Esperando"' },
    });
  });
});
