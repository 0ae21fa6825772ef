import { expect, test, vi } from "vitest";
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
    'sockgrade.yaml:1:1: Expected server, client, receiver or sender, got "sever"; did you mean "server"?',
  ],
  [
    "server:\n  rum: client.py\n",
    'sockgrade.yaml:2:3: Expected build, run, cwd, env, stdin, port or host, got "rum"; did you mean "run"?',
  ],
  [
    "client: {}\nbanana: 1\n",
    'sockgrade.yaml:2:1: Expected server, client, receiver or sender, got "banana"',
  ],
  [
    "server: client.py\n",
    'sockgrade.yaml:1:9: Expected settings such as {run: server.py}, got "client.py"',
  ],
  ["server:\n", "sockgrade.yaml:1:8: Expected settings such as {run: server.py}, got nothing"],
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
