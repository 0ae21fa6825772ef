import { describe, expect, test, vi } from "vitest";
import { doesNotCompile } from "./compiler-output.ts";
import { nameOf } from "./last-words/testing.ts";

// Real compilers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe("what a compiler says", () => {
  test("begins with the first error, and says where that is", async () => {
    const source =
      "#include <stdio.h>\n#warning first\nint f(void) {\n  int x = ;\n  return y;\n}\nint main(void) { return f(); }\n";
    expect(await nameOf({ "server.c": source })).toMatchObject({
      kind: "does-not-compile",
      place: { file: "server.c", line: 4 },
      output: expect.stringMatching(/^server\.c:4:11: error: /),
    });
  });

  test("of Java", async () => {
    const source =
      "public class Server {\n  public static void main(String[] a) {\n    int x = 1\n  }\n}\n";
    expect(await nameOf({ "Server.java": source })).toMatchObject({
      kind: "does-not-compile",
      place: { file: "Server.java", line: 3 },
    });
  });

  test("about a class that is not called like its file", async () => {
    const source = "public class Servidor {\n  public static void main(String[] a) { }\n}\n";
    expect(await nameOf({ "Server.java": source })).toEqual({
      kind: "wrong-class-name",
      role: "server",
      className: "Servidor",
      place: { file: "Server.java", line: 1, text: "public class Servidor {" },
    });
  });

  test("about a library that is not there, and not about a capital letter", async () => {
    const program = (line: string, body = "") =>
      `${line}\npublic class Server {\n  public static void main(String[] a) {\n    ${body}\n  }\n}\n`;
    expect(await nameOf({ "Server.java": program("import com.google.gson.Gson;") })).toMatchObject({
      kind: "module-missing",
      module: "com.google.gson",
    });
    expect(
      await nameOf({ "Server.java": program("import javafx.application.Application;") }),
    ).toMatchObject({
      kind: "needs-display",
    });
    expect(await nameOf({ "Server.java": program("", 'system.out.println("x");') })).toMatchObject({
      kind: "does-not-compile",
      place: { line: 4 },
    });
  });

  test("of a package in a folder of another name is nothing at all", async () => {
    const source =
      'package redes.tcp;\npublic class Server {\n  public static void main(String[] a) { System.out.println("up"); }\n}\n';
    expect(await nameOf({ "src/Server.java": source })).toBeUndefined();
  });
});

describe("a program without a main", () => {
  test.each([
    ["Server.java", "public class Server {\n  public void main(String[] a) { }\n}\n"],
    ["server.c", "#include <sys/socket.h>\nint mian(void) { listen(1, 2); return 0; }\n"],
  ])("%s", async (name, source) => {
    expect(await nameOf({ [name]: source })).toMatchObject({ kind: "no-main", role: "server" });
  });
});

test("a part without a main is no program beside the one that has it", async () => {
  const files = {
    "servidor_util.c": "int porta(void) { return 12345; }\n",
    "servidor.c":
      "#include <sys/socket.h>\nint porta(void);\nint main(void) { return porta() == 12345 ? 0 : listen(1, 2); }\n",
  };
  expect(await nameOf(files)).toBeUndefined();
});

const said: readonly (readonly [string, string, object])[] = [
  [
    "clang on Windows",
    "server.c:3:10: fatal error: 'winsock2.h' file not found\n",
    { kind: "wrong-system", thing: "winsock2.h" },
  ],
  [
    "ld on Windows",
    "/usr/bin/ld: cannot find -lws2_32: No such file\n",
    { kind: "wrong-system", thing: "ws2_32" },
  ],
  [
    "gcc",
    "server.cpp:2:10: fatal error: boost/asio.hpp: No such file or directory\n",
    { kind: "module-missing", module: "boost/asio.hpp" },
  ],
  [
    "go",
    "# command-line-arguments\n./server.go:9:2: undefined: x\n",
    { kind: "does-not-compile", place: { file: "server.go", line: 9 } },
  ],
  [
    "go without main",
    "runtime.main_main·f: function main is undeclared in the main package\n",
    { kind: "no-main" },
  ],
  [
    "go, missing",
    "server.go:5:2: no required module provides package github.com/gorilla/websocket: go.mod file not found\n",
    { kind: "module-missing", module: "github.com/gorilla/websocket" },
  ],
  [
    "rustc",
    "error[E0425]: cannot find value `x` in this scope\n --> src/server.rs:4:9\n  |\n",
    { kind: "does-not-compile", place: { file: "src/server.rs", line: 4 } },
  ],
  [
    "rustc without main",
    "error[E0601]: `main` function not found in crate `server`\n",
    { kind: "no-main", wants: "fn main()" },
  ],
  [
    "rustc, missing",
    "error[E0432]: unresolved import `tokio`\n --> server.rs:1:5\n",
    { kind: "module-missing", module: "tokio" },
  ],
  [
    "mcs",
    "server.cs(7,13): error CS1002: ; expected\n",
    { kind: "does-not-compile", place: { file: "server.cs", line: 7 } },
  ],
  [
    "mcs without main",
    "error CS5001: Program `x.exe' does not contain a static `Main' method\n",
    { kind: "no-main" },
  ],
  [
    "kotlinc",
    "server.kt:3:5: error: unresolved reference: x\n",
    { kind: "does-not-compile", place: { file: "server.kt", line: 3 } },
  ],
  [
    "tsc",
    "server.ts(3,5): error TS2304: Cannot find name 'x'.\n",
    { kind: "does-not-compile", place: { file: "server.ts", line: 3 } },
  ],
  [
    "make",
    "make: *** No rule to make target 'all'.  Stop.\n",
    { kind: "does-not-compile", output: "make: *** No rule to make target 'all'.  Stop." },
  ],
];

test.each(said)("%s is understood", (_, output, cause) => {
  expect(doesNotCompile("server", output, [])).toMatchObject({ role: "server", ...cause });
});
