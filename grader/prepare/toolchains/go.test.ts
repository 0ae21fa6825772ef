import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import { causeOf, launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";
import { screenAtKeyboard } from "./screen-at-keyboard.ts";

// A compiler on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const program = (body: string, imports = '"fmt"') =>
  `package main\n\nimport (\n\t${imports}\n)\n\nfunc main() {\n\t${body}\n}\n`;
const say = (text: string) => program(`fmt.Println("${text}")`);

test("two mains in one folder share the file that has none, and what is made is the programs alone", async () => {
  const { server, client } = await prepareFiles({
    "server.go": program('fmt.Print(Frame("servidor"), os.Args[1:])', '"fmt"\n\t"os"'),
    "client.go": program('fmt.Print(Frame("cliente"))\n}\n\nfunc check(err error) {'),
    "frame.go": 'package main\n\nfunc Frame(s string) string { return "<" + s + ">" }\n',
    "frame_test.go": 'package main\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n',
    "notes.go": "// só ideias\npackage notes\n",
  });
  expect((await runLaunch(server, ["7"])).stdout).toBe("<servidor>[7]");
  expect((await runLaunch(client)).stdout).toBe("<cliente>");
  const made = dirname(launchOf(server).command[0] ?? "");
  expect((await readdir(made)).toSorted()).toEqual(["client", "server"]);
});

test("a prompt without a line end is there when the program waits for its keyboard", async () => {
  const { server } = await prepareFiles({
    "server.go": program(
      'fmt.Print("Digite: ")\n\tos.Stdin.Read(make([]byte, 9))',
      '"fmt"\n\t"os"',
    ),
  });
  expect(await screenAtKeyboard(launchOf(server))).toBe("Digite: ");
});

test("a folder for each, with a module of a newer Go and a package that both import", async () => {
  const main = (text: string) =>
    program(`fmt.Println(common.Name, "${text}")`, '"fmt"\n\n\t"redes/internal/common"');
  const { server, client } = await prepareFiles({
    "go.mod": "module redes\n\ngo 1.99.1\n\ntoolchain go1.99.2\n",
    "cmd/server/main.go": main("servidor"),
    "cmd/client/main.go": main("cliente"),
    "internal/common/common.go": 'package common\n\nconst Name = "redes"\n',
  });
  expect((await runLaunch(server)).stdout).toBe("redes servidor\n");
  expect((await runLaunch(client)).stdout).toBe("redes cliente\n");
});

test("a package beside the program without any go.mod, as long as Go had no modules", async () => {
  const { server } = await prepareFiles({
    "server.go": program("fmt.Println(util.Name)", '"fmt"\n\t"./util"'),
    "util/util.go": 'package util\n\nconst Name = "util"\n',
  });
  expect((await runLaunch(server)).stdout).toBe("util\n");
});

test("a client that does not compile leaves the server alone, and is told with its line", async () => {
  const { server, client } = await prepareFiles({
    "server.go": say("servidor"),
    "client.go": program('mensagem := "oi"\n\tfmt.Println(mensagen)'),
  });
  expect((await runLaunch(server)).stdout).toBe("servidor\n");
  expect(causeOf(client)).toMatchObject({
    kind: "does-not-compile",
    role: "client",
    output: expect.stringMatching(/^client\.go:\d+:\d+: undefined: mensagen/mu) as string,
  });
});

test.each([
  ["a module", { "go.mod": "module redes\n\ngo 1.16\n" }],
  ["no module", {}],
])("a package from the network is named, with %s", async (_, more) => {
  const { server } = await prepareFiles({
    ...more,
    "server.go": program("websocket.Dial()", '"github.com/gorilla/websocket"'),
  });
  const module = "github.com/gorilla/websocket";
  expect(causeOf(server)).toEqual({ kind: "module-missing", role: "server", module });
});

test("vendored packages are there", async () => {
  const { server } = await prepareFiles({
    "go.mod": "module redes\n\ngo 1.16\n\nrequire example.org/frame v1.0.0\n",
    "server.go": program("fmt.Println(frame.Name)", '"fmt"\n\n\t"example.org/frame"'),
    "vendor/modules.txt": "# example.org/frame v1.0.0\n## explicit\nexample.org/frame\n",
    "vendor/example.org/frame/frame.go": 'package frame\n\nconst Name = "frame"\n',
  });
  expect((await runLaunch(server)).stdout).toBe("frame\n");
});

test("without the compiler its package is named", async () => {
  const { server } = await prepareFiles({ "server.go": say("x") }, { PATH: await tempFolder() });
  const error = "go is not installed: apt-get install golang-go";
  expect(server).toEqual({ status: "unavailable", error });
});

test("a package that is not main is told", async () => {
  const { server } = await prepareFiles({
    "server.go": say("x").replace("package main", "package server"),
  });
  expect(causeOf(server).kind).toMatch(/^(?:does-not-compile|no-main)$/);
});
