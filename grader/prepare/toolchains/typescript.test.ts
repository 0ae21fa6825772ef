import { expect, test, vi } from "vitest";
import { causeOf, launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";
import { screenAtKeyboard } from "./screen-at-keyboard.ts";

vi.setConfig({ testTimeout: 120_000 });

test("a prompt without a line end is there when the program waits for its keyboard", async () => {
  const { server } = await prepareFiles({
    "server.ts": 'process.stdout.write("Digite: ");\nprocess.stdin.resume();\n',
  });
  expect(await screenAtKeyboard(launchOf(server))).toBe("Digite: ");
});

test("files that name each other in every way, with types that only a compiler takes out", async () => {
  const { server, client } = await prepareFiles({
    "tsconfig.json":
      '{ "compilerOptions": { "strict": true, "target": "es5", "module": "commonjs" } }',
    "src/server.ts":
      'import * as net from "node:net";\nimport fs from "fs";\nimport { A, type Frame } from "./a";\nimport { B } from "./b.js";\nimport { C } from "./c.ts";\nenum Kind { One = 1 }\nclass Server { constructor(private readonly port: number) {} get(): number { return this.port; } }\nconst frame: Frame = { kind: Kind.One };\nconst wrong: number = "not checked";\nconsole.log(A, B, C, frame.kind, typeof net.createServer, new Server(7).get(), process.argv.slice(2), fs.readFileSync(__dirname + "/data.txt", "utf8"), require.main === module, wrong);\n',
    "src/a.ts": 'export type Frame = { kind: number };\nexport const A = "a";\n',
    "src/b.ts": 'export const B = "b";\n',
    "src/c.ts": 'export const C = "c";\nexport const PORTA = 7777;\n',
    "src/data.txt": "dados",
    "src/client.mts":
      'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nconst net = require("net");\nconst said = await Promise.resolve("oi");\nconsole.log(said, typeof net.connect, import.meta.url.includes("/src/"));\n',
  });
  expect((await runLaunch(server, ["x"])).stdout).toBe(
    "a b c 1 function 7 [ 'x' ] dados true not checked\n",
  );
  expect((await runLaunch(client)).stdout).toBe("oi function true\n");
  expect(launchOf(server)).toMatchObject({ shown: ["node", "server.ts"], ports: [7777] });
});

test("a module by its package.json, or because it waits outside of functions", async () => {
  const main =
    'const net = require("net");\nconsole.log(typeof net.connect, __dirname.length > 1);\n';
  const { server, client } = await prepareFiles({
    "server/package.json": '{ "type": "module" }',
    "server/server.ts": `import "node:fs";\n${main}`,
    "client/client.ts": `import { connect } from "node:net";\nconst n = await Promise.resolve(typeof connect);\nconsole.log(n);\n`,
  });
  expect((await runLaunch(server)).stdout).toBe("function true\n");
  expect((await runLaunch(client)).stdout).toBe("function\n");
});

test("what a compiler has left beside a program is not a second one", async () => {
  const { server } = await prepareFiles({
    "server.ts": 'console.log("ts" as string);\n',
    "server.js": 'console.log("js");\n',
    "server.d.ts": "export {};\n",
    "client.js": 'console.log("js");\n',
  });
  expect((await runLaunch(server)).stdout).toBe("ts\n");
});

test("what goes wrong has the places of the program as it was written", async () => {
  const { server } = await prepareFiles({
    "server.ts": 'import { fala } from "./fala";\n\ntype A = string;\nfala("oi" as A);\n',
    "fala.ts":
      "interface X {\n  y: number;\n}\nexport function fala(text: string): never {\n  throw new Error(text);\n}\n",
  });
  const { stderr } = await runLaunch(server);
  expect(stderr).toMatch(/Error: oi\n\s+at fala \(.*\/submission\/fala\.ts:5:9\)/u);
  expect(stderr).toMatch(/at .*\/submission\/server\.ts:4:1\b/u);
});

test("a syntax error is told with its line, and a file that was not handed in by its name", async () => {
  const { server, client } = await prepareFiles({
    "src/server.ts": "const a: number = 1;\n  const b c = 2;\n",
    "src/client.ts": 'import { x } from "./frame";\nconsole.log(x);\n',
  });
  expect(causeOf(server)).toMatchObject({
    kind: "syntax-error",
    role: "server",
    place: { file: "src/server.ts", line: 2, text: "const b c = 2;" },
    error: 'Expected ";" but found "c"',
  });
  expect(causeOf(client)).toMatchObject({ kind: "module-missing", module: "./frame" });
});
