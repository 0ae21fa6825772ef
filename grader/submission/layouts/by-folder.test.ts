import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import { type Layout, testLayouts, tcp } from "./testing.ts";
import { c, java } from "../sample-programs.ts";

const layouts: readonly Layout[] = [
  [
    "a folder each",
    ex1,
    tcp("server/main.py", "client/main.py"),
    "server/main.py",
    "client/main.py",
  ],
  [
    "folders with numbers for programs",
    ex1,
    tcp("1-servidor/main.py", "2-cliente/main.py"),
    "1-servidor/main.py",
    "2-cliente/main.py",
  ],
  [
    "main in a nested package",
    ex1,
    {
      "src/main/java/br/ufx/redes/server/Main.java": java.server("Main"),
      "src/main/java/br/ufx/redes/client/Main.java": java.client("Main"),
    },
    "src/main/java/br/ufx/redes/server/Main.java",
    "src/main/java/br/ufx/redes/client/Main.java",
  ],
  [
    "Maven with tests",
    ex1,
    {
      "src/main/java/com/example/Server.java": java.server("Server"),
      "src/main/java/com/example/Client.java": java.client("Client"),
      "src/test/java/com/example/ServerTest.java": java.client("ServerTest"),
    },
    "src/main/java/com/example/Server.java",
    "src/main/java/com/example/Client.java",
  ],
  [
    "Eclipse projects",
    ex1,
    {
      "ServidorTCP/src/Main.java": java.server("Main"),
      "ServidorTCP/bin/Main.class": "x",
      "ClienteTCP/src/Main.java": java.client("Main"),
      "ClienteTCP/bin/Main.class": "x",
    },
    "ServidorTCP/src/Main.java",
    "ClienteTCP/src/Main.java",
  ],
  [
    "a folder around everything",
    ex1,
    tcp("trabalho de redes/servidor.py", "trabalho de redes/cliente.py"),
    "trabalho de redes/servidor.py",
    "trabalho de redes/cliente.py",
  ],
  [
    "a folder for both",
    ex1,
    tcp("cliente-servidor/servidor.py", "cliente-servidor/cliente.py"),
    "cliente-servidor/servidor.py",
    "cliente-servidor/cliente.py",
  ],
  [
    "CMake's own programs",
    ex1,
    {
      "server.c": c.server,
      "client.c": c.client,
      "cmake-build-debug/CMakeFiles/3.28/CompilerIdC/CMakeCCompilerId.c":
        "int main(void) { return 0; }",
    },
    "server.c",
    "client.c",
  ],
];

testLayouts(layouts);
