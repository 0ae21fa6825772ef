import { expect, test } from "vitest";
import { openSubmission } from "./open.ts";
import { tempFolder } from "./temp-folder.ts";

const json = (value: object) => JSON.stringify(value);

test.each([
  [
    "scripts named after the parts, whatever the files are called",
    {
      "package.json": json({
        scripts: { servidor: "node src/a.js 7", "start:client": "npx tsx src/b.ts" },
      }),
      "src/a.js": "x",
      "src/b.ts": "x",
      "server.js": "module.exports = 1",
    },
    { file: "src/a.js", language: "javascript", manifest: { run: "node src/a.js 7", cwd: "." } },
    { file: "src/b.ts", language: "typescript", manifest: { run: "npx tsx src/b.ts", cwd: "." } },
  ],
  [
    "a package in a folder for each: what starts it, or its main file",
    {
      "server/package.json": json({ scripts: { start: "nodemon chat.js", test: "jest" } }),
      "server/chat.js": "x",
      "server/base.js": "x",
      "cliente/package.json": json({ main: "./chat.js" }),
      "cliente/chat.js": "x",
      "cliente/base.js": "x",
    },
    { file: "server/chat.js", manifest: { run: "nodemon chat.js", cwd: "server" } },
    { file: "cliente/chat.js", manifest: { run: "./chat.js", cwd: "cliente" } },
  ],
  [
    "scripts that compile, or do something else altogether: the names decide",
    {
      "package.json": json({
        scripts: { server: "tsc && node dist/server.js", client: "vite", "server:test": "jest" },
      }),
      "server.ts": "x",
      "client.ts": "x",
      "dist/server.js": "x",
    },
    { file: "server.ts", manifest: undefined },
    { file: "client.ts", manifest: undefined },
  ],
  [
    "a package.json that is none",
    { "package.json": '{ "scripts": [1, "node a.js"], ', "server.js": "x", "client.js": "x" },
    { file: "server.js", manifest: undefined },
    { file: "client.js", manifest: undefined },
  ],
])("%s", async (_, files, server, client) => {
  const { programs } = await openSubmission(await tempFolder(files));
  expect(programs).toMatchObject({ server, client });
});

test("sockgrade.yaml says more than a script", async () => {
  const { programs } = await openSubmission(
    await tempFolder({
      "sockgrade.yaml": "server:\n  run: b.js\n",
      "package.json": json({ scripts: { server: "node a.js", client: "node c.js" } }),
      "a.js": "x",
      "b.js": "x",
      "c.js": "x",
    }),
  );
  expect([programs.server?.file, programs.client?.file]).toEqual(["b.js", "c.js"]);
});
