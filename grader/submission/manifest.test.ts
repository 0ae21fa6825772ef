import { describe, expect, test, vi } from "vitest";
import ex3 from "../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../exercises/ex4-ping-pong-udp/spec.ts";
import ex6 from "../../exercises/ex6-echo-tcp/spec.ts";
import { handInOf } from "../exercise/hand-in.ts";
import { RequestError } from "../model/request-error.ts";
import { supportedLanguages } from "./languages/index.ts";
import { openSubmission } from "./open.ts";
import { pythonClient, pythonServer, tempFolder } from "./temp-folder.ts";

// Real compilers, interpreters and disks on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const files = {
  "src/main.py": pythonServer,
  "server final.py": pythonServer,
  "server_final.py": pythonServer,
  "client.py": pythonClient,
  "main.hs": "",
  "main.go": "",
  "main.rb": "",
  "main.ts": "",
};

async function open(manifest: string, name = "sockgrade.yaml") {
  return await openSubmission(await tempFolder({ ...files, [name]: manifest }));
}

const errors: readonly (readonly [string, string])[] = [
  [
    "sever:\n  run: client.py\n",
    'sockgrade.yaml:1:1: Expected server, client, receiver, sender or exercises, got "sever"; did you mean "server"?',
  ],
  [
    "server:\n  rum: client.py\n",
    'sockgrade.yaml:2:3: Expected build, run, cwd, env, stdin, port or host, got "rum"; did you mean "run"?',
  ],
  [
    "client: {}\nbanana: 1\n",
    'sockgrade.yaml:2:1: Expected server, client, receiver, sender or exercises, got "banana"',
  ],
  [
    "server: client.py\n",
    'sockgrade.yaml:1:9: Expected settings such as {run: server.py}, got "client.py"',
  ],
  ["server:\n", "sockgrade.yaml:1:8: Expected settings such as {run: server.py}, got nothing"],
  [
    "servidor:\n  run: client.py\n",
    'sockgrade.yaml:1:1: Expected server, client, receiver, sender or exercises, got "servidor"; did you mean "server"?',
  ],
  [
    "server:\n  Porta: 5000\n",
    'sockgrade.yaml:2:3: Expected build, run, cwd, env, stdin, port or host, got "Porta"; did you mean "port"?',
  ],
  [
    "server:\n  comando: client.py\n",
    'sockgrade.yaml:2:3: Expected build, run, cwd, env, stdin, port or host, got "comando"; did you mean "run"?',
  ],
  [
    "server:\n  port: '5000'\n",
    'sockgrade.yaml:2:9: Expected a port number from 1 to 65535, without quotes, got "5000"',
  ],
  [
    "server:\n  port: 70000\n",
    "sockgrade.yaml:2:9: Expected a port number from 1 to 65535, without quotes, got the number 70000",
  ],
  [
    "server:\n  host: 127\n",
    "sockgrade.yaml:2:9: Expected text (put quotes around numbers), got the number 127",
  ],
  [
    'server:\n  run: "a\\0b"\n',
    'sockgrade.yaml:2:8: Expected text without NUL characters, got "a\\u0000b"',
  ],
  [
    "exercises:\n  ex3:\n    sever: {run: client.py}\n",
    'sockgrade.yaml:3:5: Expected server, client, receiver or sender, got "sever"; did you mean "server"?',
  ],
  [
    "exercises:\n  ex3:\n    server:\n      rum: client.py\n",
    'sockgrade.yaml:4:7: Expected build, run, cwd, env, stdin, port or host, got "rum"; did you mean "run"?',
  ],
  [
    "exercises:\n  ping-pong: {}\n",
    'sockgrade.yaml:2:3: Expected ex1, ex2 and so on, got "ping-pong"',
  ],
  [
    "exercises: ex3\n",
    'sockgrade.yaml:1:12: Expected exercises such as {ex3: {server: …}}, got "ex3"',
  ],
  ["exercises:\n  ex3: []\n", "sockgrade.yaml:2:8: Expected server and client, got a list"],
  ["- server\n", "sockgrade.yaml:1:1: Expected server and client, got a list"],
  ["hello\n", 'sockgrade.yaml:1:1: Expected server and client, got "hello"'],
  [
    "server:\n  run: [python3, x.py]\n",
    "sockgrade.yaml:2:8: Expected text (put quotes around numbers), got a list",
  ],
  ["server:\n  run: ''\n", "sockgrade.yaml:2:8: Expected some text, got empty text"],
  [
    "server:\n  env:\n    PORT: 12345\n",
    "sockgrade.yaml:3:11: Expected text (put quotes around numbers), got the number 12345",
  ],
  [
    "server:\n  env: PORT\n",
    'sockgrade.yaml:2:8: Expected variables such as {NAME: value}, got "PORT"',
  ],
  [
    "server:\n  stdin: 12345\n",
    "sockgrade.yaml:2:10: Expected a list of lines to type, got the number 12345",
  ],
  [
    "server:\n  stdin:\n    - 12345\n",
    "sockgrade.yaml:3:7: Expected text (put quotes around numbers), got the number 12345",
  ],
  [
    "server:\n  run: servr_final.py\n",
    'sockgrade.yaml:2:8: Expected a file of the submission or a command, got "servr_final.py"; did you mean "server_final.py"?',
  ],
  [
    "server:\n  run: python3 src/man.py {port}\n",
    'sockgrade.yaml:2:8: Expected a file of the submission or a command, got "src/man.py"; did you mean "src/main.py"?',
  ],
  [
    "server:\n  run: ./server {port}\n",
    'sockgrade.yaml:2:8: Expected a file of the submission or a command, got "./server"',
  ],
  [
    "server:\n  run: main.hs\n",
    `sockgrade.yaml:2:8: Expected a command, or a program in ${supportedLanguages}, got "main.hs", which is Haskell: say how it is started`,
  ],
  [
    "server:\n  run: client.py {prot}\n",
    "sockgrade.yaml:2:8: Expected {host}, {port} or {group}, got {prot}; did you mean {port}?",
  ],
  [
    "server:\n  run: client.py 'a\n",
    'sockgrade.yaml:2:8: Expected a command, got an open quote in "client.py \'a"',
  ],
  [
    "server:\n  run: client.py\n  cwd: ../..\n",
    'sockgrade.yaml:3:8: Expected a folder of the submission, got "../.."',
  ],
  [
    "server:\n  run: client.py\n  cwd: nowhere\n",
    'sockgrade.yaml:3:8: Expected a folder of the submission, got "nowhere"',
  ],
];

test.each(errors)("%j", async (manifest, message) => {
  const opening = open(manifest);
  await expect(opening).rejects.toBeInstanceOf(RequestError);
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toHaveProperty("message", message);
});

test.each([
  ["server:\n  run: a: b\n", /^sockgrade\.yaml:2:\d+: Expected valid YAML, got: /],
  ["server: {run: client.py\n", /^sockgrade\.yaml:\d+:\d+: Expected valid YAML, got: /],
  [
    "server: {run: client.py}\nserver: {run: client.py}\n",
    /^sockgrade\.yaml:2:1: Expected valid YAML, got: .*unique/,
  ],
  [
    `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: [*a, *a, *a]`).join("\n")}\n`,
    /^sockgrade\.yaml:1:1: Expected few aliases, got: /,
  ],
  [
    "server:\n\trun: client.py\n",
    /^sockgrade\.yaml:2:1: Expected valid YAML, got: Tabs .* \(use spaces\)$/,
  ],
  [
    "server: run: client.py\n",
    /^sockgrade\.yaml:1:9: Expected valid YAML, got: .*one key on each line/,
  ],
  [
    "server: {}\n---\nclient: {}\n",
    /^sockgrade\.yaml:2:1: Expected valid YAML, got: .*only one document/,
  ],
  ["server:\n  run: client.py\n cwd: src\n", /^sockgrade\.yaml:3:1: Expected valid YAML/],
  ["server: *x\n", /^sockgrade\.yaml:1:1: Expected valid YAML, got: Unresolved alias/],
  ["server: \0\n", /^sockgrade\.yaml: Expected text in UTF-8, got zeros between its letters$/],
  ["#".repeat(70_000), /^sockgrade\.yaml: Expected at most 65536 bytes, got 70000$/],
])("broken YAML %#", async (manifest, message) => {
  await expect(open(manifest)).rejects.toThrow(message);
});

test("two manifests are one too many", async () => {
  const folder = await tempFolder({ ...files, "sockgrade.yaml": "", "sockgrade.yml": "" });
  await expect(openSubmission(folder)).rejects.toThrow(
    /Expected one manifest in .*, got sockgrade\.yaml and sockgrade\.yml$/,
  );
});

test.each([
  ["server_final.py", "server_final.py", "python"],
  ["server final.py", "server final.py", "python"],
  ["src/main.py {port}", "src/main.py", "python"],
  ["python3 src/main.py {port}", "src/main.py", "python"],
  ["python3 -u src/main.py {port}", "src/main.py", "python"],
  ["go run main.go {port}", "main.go", "go"],
  ["go run . {port}", "go run . {port}", "go"],
  ["npx tsx main.ts {port}", "main.ts", "typescript"],
  ["node main.ts", "main.ts", "typescript"],
  ["/usr/bin/ruby main.rb", "main.rb", "ruby"],
  ["php -S localhost:8000", "php -S localhost:8000", "php"],
  ["java -cp bin Server", "java -cp bin Server", "java"],
  ["cd src && python3 main.py", "cd src && python3 main.py", "command"],
])("run: %s", async (run, file, language) => {
  const { programs } = await open(`server:\n  run: ${JSON.stringify(run)}\n`, "sockgrade.yml");
  expect(programs.server).toEqual({
    role: "server",
    file,
    language,
    why: { by: "manifest" },
    manifest: { run },
  });
  expect(programs.client?.file).toBe("client.py");
});

test("cwd is where the file is looked for", async () => {
  const { programs } = await open("server:\n  run: main.py\n  cwd: src\n");
  expect(programs.server?.file).toBe("src/main.py");
});

test("a manifest without run goes with the program that is found by name", async () => {
  const { programs } = await open(
    "server: {run: src/main.py}\nclient:\n  stdin: ['{host}', '{port}']\n",
  );
  expect(programs.client).toMatchObject({
    file: "client.py",
    manifest: { stdin: ["{host}", "{port}"] },
  });
});

test.each(["", "# nothing to say\n"])("an empty manifest says nothing: %j", async (text) => {
  const folder = await tempFolder({ "server.py": pythonServer, "sockgrade.yaml": text });
  expect((await openSubmission(folder)).programs.server?.file).toBe("server.py");
});

describe("as editors save it", () => {
  const text = "server:\n  run: src/main.py\n  prot: 5000\n";
  const marked = `\uFEFF${text}`;
  test.each<readonly [string, string | Uint8Array]>([
    ["a byte order mark", marked],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["UTF-16", Buffer.from(marked, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(marked, "utf16le").swap16()],
  ])("%s, with the same places", async (_, bytes) => {
    const folder = await tempFolder({ ...files, "sockgrade.yaml": bytes });
    await expect(openSubmission(folder)).rejects.toThrow(
      /^sockgrade\.yaml:3:3: Expected .*, got "prot"; did you mean "port"\?$/,
    );
  });

  test("accents in UTF-8 and in Latin-1", async () => {
    const accented = { "sérvidor.py": pythonServer, "client.py": pythonClient };
    for (const encoding of ["utf8", "latin1"] as const) {
      const manifest = Buffer.from("server: {run: sérvidor.py}\n", encoding);
      const folder = await tempFolder({ ...accented, "sockgrade.yaml": manifest });
      expect((await openSubmission(folder)).programs.server?.file).toBe("sérvidor.py");
    }
  });
});

describe("where it lies", () => {
  const pair = (folder: string) => ({
    [`${folder}um.py`]: pythonServer,
    [`${folder}dois.py`]: pythonServer,
    [`${folder}client.py`]: pythonClient,
  });
  const manifest = "server: {run: dois.py}\n";
  const opened = async (given: Readonly<Record<string, string>>) => {
    const root = await tempFolder(given);
    const { path, programs } = await openSubmission(root, handInOf(ex3)).catch((error: Error) => {
      throw new Error(error.message.replaceAll(root, "FOLDER"));
    });
    return [path.slice(root.length), programs.server?.file, programs.client?.file];
  };

  test.each([
    [
      "the exercise's folder",
      { ...pair("ex3/"), "ex3/sockgrade.yaml": manifest, ...pair("ex4/") },
      "/ex3",
    ],
    [
      "each exercise's",
      {
        ...pair("exercício 03/"),
        "exercício 03/sockgrade.yml": manifest,
        ...pair("ex4/"),
        "ex4/sockgrade.yaml": "server: {run: um.py}\n",
      },
      "/exercício 03",
    ],
    [
      "the only folder",
      { ...pair("trabalho/"), "trabalho/sockgrade.yaml": manifest, "README.md": "" },
      "/trabalho",
    ],
    ["capitals", { ...pair(""), "SockGrade.YML": manifest }, ""],
    [
      "the folder itself before any below",
      { ...pair(""), "sockgrade.yaml": manifest, "ex3/sockgrade.yaml": "banana" },
      "",
    ],
    [
      "an old folder's is none",
      { ...pair(""), "sockgrade.yaml": manifest, "old/sockgrade.yaml": "banana" },
      "",
    ],
  ])("%s", async (_, given, path) => {
    expect(await opened(given)).toEqual([path, "dois.py", "client.py"]);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      "beside the server only",
      {
        "server/um.py": pythonServer,
        "server/sockgrade.yaml": manifest,
        "client.py": pythonClient,
      },
      "Expected sockgrade.yaml in the folder that is graded, FOLDER, got it in server/: move it up, or grade that folder",
    ],
    [
      "what Windows hides",
      { ...pair(""), "sockgrade.yaml.txt": manifest },
      "Expected the manifest in FOLDER to be called sockgrade.yaml, got sockgrade.yaml.txt",
    ],
    [
      "a slip in its name",
      { ...pair(""), "sockgrad.yml": manifest },
      "Expected the manifest in FOLDER to be called sockgrade.yaml, got sockgrad.yml",
    ],
    [
      "a dash in its name",
      { ...pair(""), "sock-grade.yaml": manifest },
      "Expected the manifest in FOLDER to be called sockgrade.yaml, got sock-grade.yaml",
    ],
  ])("not %s", async (_, given, message) => {
    await expect(opened(given)).rejects.toThrow(message);
  });

  test("other people's YAML is none", async () => {
    const given = {
      "server.py": pythonServer,
      "client.py": pythonClient,
      "docker-compose.yml": "a: 1",
      "config.yaml": "",
    };
    expect(await opened(given)).toEqual(["", "server.py", "client.py"]);
  });

  test("another exercise's says nothing about this one", async () => {
    const given = {
      "ex3/server.py": pythonServer,
      "ex3/client.py": pythonClient,
      ...pair("ex4/"),
      "ex4/sockgrade.yaml": manifest,
    };
    expect(await opened(given)).toEqual(["", "ex3/server.py", "ex3/client.py"]);
  });

  test("one for several exercises: what stands below the exercise's id goes first", async () => {
    const text =
      "client: {run: client.py}\nexercises:\n  ex3:\n    server: {run: dois.py}\n  ex4:\n    server: {run: um.py}\n";
    const root = await tempFolder({ ...pair(""), "sockgrade.yaml": text });
    const serverOf = async (exercise: typeof ex3) =>
      (await openSubmission(root, handInOf(exercise))).programs.server?.file;
    expect([await serverOf(ex3), await serverOf(ex4)]).toEqual(["dois.py", "um.py"]);
    await expect(openSubmission(root, handInOf(ex6))).rejects.toThrow(/got 2 for the server/);
  });
});
