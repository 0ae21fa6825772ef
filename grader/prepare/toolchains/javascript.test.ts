import { expect, test, vi } from "vitest";
import { launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";
import { screenAtKeyboard } from "./screen-at-keyboard.ts";

vi.setConfig({ testTimeout: 120_000 });

test("a prompt without a line end is there when the program waits for its keyboard", async () => {
  const { server } = await prepareFiles({
    "server.js": 'process.stdout.write("Digite: ");\nprocess.stdin.resume();\n',
  });
  expect(await screenAtKeyboard(launchOf(server))).toBe("Digite: ");
});

test("modules by package.json, and a program that only a script names, in the package's folder", async () => {
  const { server, client } = await prepareFiles({
    "package.json": '{ "type": "module", "scripts": { "server": "node src/a.js 7" } }',
    "src/a.js":
      'import { readFileSync } from "node:fs";\nconst text = await readFileSync("data.txt", "utf8");\nconsole.log(text, process.argv.slice(2));\n',
    "data.txt": "dados",
    "src/client.js": 'import net from "net";\nconsole.log(typeof net.connect);\n',
  });
  expect((await runLaunch(server)).stdout).toBe("dados [ '7' ]\n");
  expect((await runLaunch(client)).stdout).toBe("function\n");
});
