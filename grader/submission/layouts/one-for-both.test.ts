import { describe, expect, test } from "vitest";
import ex3 from "../../../exercises/ex3-ping-pong-tcp/spec.ts";
import { handInOf } from "../../exercise/hand-in.ts";
import { openSubmission } from "../open.ts";
import { both, js } from "../sample-programs.ts";
import { tempFolder } from "../temp-folder.ts";
import { filesFor, tcp } from "./testing.ts";

describe("one program that is both", () => {
  test.each([
    ["argv", both.argv, ["server"], ["client"]],
    ["argv in Portuguese", both.portuguese, ["servidor"], ["cliente"]],
    ["argparse", both.choices, ["servidor"], ["cliente"]],
    ["an option", both.option, ["--mode", "server"], ["--mode", "client"]],
    ["flags", both.flags, ["--server"], ["--client"]],
  ])("by %s", async (_, source, server, client) => {
    for (const name of ["chat.py", "server.py", "cliente_servidor.py"]) {
      const folder = await tempFolder({ [name]: source, "util.py": "X = 1\n" });
      const { programs } = await openSubmission(folder, handInOf(ex3));
      const argument = (args: readonly string[]) => ({ by: "argument", argument: args.join(" ") });
      expect(programs).toMatchObject({
        server: { file: name, args: server, why: argument(server) },
        client: { file: name, args: client, why: argument(client) },
      });
    }
  });

  test.each([
    [
      "C",
      "chat.c",
      'int main(int argc, char **argv) {\n  if (strcmp(argv[1], "servidor") == 0) { listen(3, 5); accept(3, 0, 0); }\n  else if (!strcmp(argv[1], "cliente")) connect(3, 0, 0);\n}\n',
      "servidor",
      "cliente",
    ],
    [
      "Java",
      "Chat.java",
      'public class Chat {\n  public static void main(String[] args) throws Exception {\n    if (args[0].equalsIgnoreCase("server")) new java.net.ServerSocket(1).accept();\n    if ("client".equals(args[0])) new java.net.Socket("localhost", 1);\n  }\n}\n',
      "server",
      "client",
    ],
    [
      "JavaScript",
      "chat.js",
      `${js.server}${js.client}switch (process.argv[2]) { case "server": break; case 'client': break; }\n`,
      "server",
      "client",
    ],
    [
      "Go",
      "chat.go",
      'package main\nfunc main() {\n  switch os.Args[1] {\n  case "server": net.Listen("tcp", ":1")\n  case "client": net.Dial("tcp", ":1")\n  }\n}\n',
      "server",
      "client",
    ],
  ])("in %s", async (_, name, source, server, client) => {
    const { programs } = await openSubmission(await tempFolder({ [name]: source }), handInOf(ex3));
    expect(programs).toMatchObject({
      server: { file: name, args: [server] },
      client: { file: name, args: [client] },
    });
  });

  test("two programs of their own go before it", async () => {
    const files = { ...tcp("server.py", "client.py"), "chat.py": both.argv };
    expect(await filesFor(ex3, files)).toEqual(["server.py", "client.py"]);
  });
});
