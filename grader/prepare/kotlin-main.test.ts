import { expect, test } from "vitest";
import { readKotlinMain } from "./kotlin-main.ts";

test.each([
  ["fun main() { }", "server.kt", "ServerKt"],
  ["package br.redes\nfun main(args: Array<String>) { }", "TcpServer.kt", "br.redes.TcpServerKt"],
  ["fun main() { }", "1-server tcp.kt", "_1_server_tcpKt"],
  ['@file:JvmName("Start")\npackage a\nfun main() { }', "x.kt", "a.Start"],
  [
    "class A { fun f() { } }\nobject Server {\n @JvmStatic fun main(a: Array<String>) { } }",
    "x.kt",
    "Server",
  ],
  [
    "class Server { companion object { @JvmStatic fun main(a: Array<String>) { } } }",
    "x.kt",
    "Server",
  ],
  ["object Server { fun main() { } }\nfun main() = Server.main()", "x.kt", "XKt"],
  ["// object A { fun main() }\nfun main() { }", "x.kt", "XKt"],
])("%s in %s", (source, file, mainClass) => {
  expect(readKotlinMain(source, file)).toBe(mainClass);
});
