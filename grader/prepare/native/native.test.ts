import { describe, expect, test, vi } from "vitest";
import { causeOf, launchOf, prepareFiles, runLaunch } from "../toolchains/prepare-files.ts";

// Real compilers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Ends without flushing: only what comes out at once is seen. */
const says = (text: string) =>
  `#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf("${text}"); _exit(0); }\n`;
const programs = { "server.c": says("s"), "client.c": says("c") };

describe("make", () => {
  test.each([
    [
      "`all` runs a `clean` that fails, one target for each",
      "CC = gcc\nall: clean server client\nserver: server.c\n\t$(CC) -Dx $< -o $@\nclient: client.c\n\t$(CC) -Dx $< -o $@\nclean:\n\trm server client\n",
    ],
    [
      "`all` runs a `clean` that fails, and does everything itself, with line ends of Windows",
      "all: clean\r\n\tgcc -Dx server.c -o s-server\r\n\tgcc -Dx client.c -o s-client\nclean:\n\trm s-server\n",
    ],
    [
      "variables, a folder for what is built, objects, a sanitizer; the first target starts the server",
      "BIN=bin\nEXES = $(BIN)/tcpserver $(BIN)/tcpclient\nrun: $(EXES)\n\t./bin/tcpserver\n\n$(BIN)/tcpserver: server.o\n\tmkdir -p $(BIN)\n\tgcc -fsanitize=address $^ -o $@\n$(BIN)/tcpclient: client.o\n\tgcc -fsanitize=address $^ -o $@\n%.o: %.c\n\tgcc -c -fsanitize=address $<\n",
    ],
  ])("%s", async (_, makefile) => {
    const { server, client } = await prepareFiles({ ...programs, Makefile: makefile });
    expect(await runLaunch(server)).toMatchObject({ stdout: "s", code: 0 });
    expect(await runLaunch(client)).toMatchObject({ stdout: "c", code: 0 });
    expect(launchOf(server).command.at(-1)).toContain("/out/make-with-");
    expect(launchOf(server).notes).toEqual([]);
  });

  test("that makes nothing for a role is told, and the compiler gets the files", async () => {
    const { server, client } = await prepareFiles({
      ...programs,
      "src/README": "",
      Makefile: "server: server.c\n\tgcc server.c -o server\nclient: client.o\n\tnocc client.o\n",
    });
    expect((await runLaunch(server)).stdout).toBe("s");
    expect((await runLaunch(client)).stdout).toBe("c");
    expect(launchOf(server).notes).toEqual([]);
    expect(launchOf(client).notes).toEqual([
      {
        kind: "compiled-directly",
        role: "client",
        file: "Makefile",
        output: expect.stringContaining("nocc") as string,
      },
    ]);
  });

  test("never hands on what somebody else has compiled", async () => {
    const { server } = await prepareFiles({
      "server.c": "int main(void) { return x; }\n",
      "server.o": "\u007fELF",
      server: "\u007fELF",
      Makefile: "server: server.o\n\tgcc server.o -o server\n",
    });
    expect(causeOf(server)).toMatchObject({
      kind: "does-not-compile",
      output: expect.stringContaining("server.c:1:25: error: ") as string,
    });
  });
});

describe("cmake", () => {
  test("two programs with a library, each by what the file calls it", async () => {
    const { server, client } = await prepareFiles({
      "src/server/main.cpp":
        '#include "part.h"\nint main() { return answer(); }\n// listen accept\n',
      "src/client/main.cpp": '#include "part.h"\nint main() { return answer() + 1; }\n',
      "lib/part.cpp": '#include "part.h"\nint answer() { return 41; }\n',
      "lib/part.h": "int answer();\n",
      "CMakeLists.txt":
        "cmake_minimum_required(VERSION 3.10)\nproject(redes CXX)\nadd_library(part lib/part.cpp)\ntarget_include_directories(part PUBLIC lib)\nadd_executable(${PROJECT_NAME}_a src/server/main.cpp)\nadd_executable(b src/client/main.cpp)\ntarget_link_libraries(redes_a part)\ntarget_link_libraries(b part)\n",
    });
    expect((await runLaunch(server)).code).toBe(41);
    expect((await runLaunch(client)).code).toBe(42);
    expect(launchOf(client).command.at(-1)).toMatch(/\/out\/cmake-with-\w+\/build\/b$/);
  });

  test("a file that a newer cmake wants leaves it to the compiler", async () => {
    const { server } = await prepareFiles({
      "server.cpp": "int main() { return 7; }\n",
      "CMakeLists.txt": "cmake_minimum_required(VERSION 99.0)\nadd_executable(server server.cpp)\n",
    });
    expect((await runLaunch(server)).code).toBe(7);
    expect(launchOf(server).notes).toMatchObject([
      { kind: "compiled-directly", output: expect.stringContaining("99.0") as string },
    ]);
  });
});

describe("C++", () => {
  test.each(["server.cpp", "server.cc", "server.cxx", "server.c++"])(
    "%s with a part beside it prints at once",
    async (name) => {
      const { server } = await prepareFiles({
        [name]:
          '#include <iostream>\n#include <unistd.h>\n#include "part.hpp"\nint main() { std::cout << answer(); _exit(0); }\n',
        "part.cpp": '#include "part.hpp"\nint answer() { return 42; }\n',
        "part.hpp": "int answer();\n",
      });
      expect((await runLaunch(server)).stdout).toBe("42");
    },
  );

  test("without a compiler nobody can tell", async () => {
    const { server } = await prepareFiles(
      { "server.cpp": "int main() {}\n" },
      { PATH: "/nowhere" },
    );
    expect(server).toEqual({
      status: "unavailable",
      error: "g++ is not installed: apt-get install g++",
    });
  });
});

describe("the compiler alone", () => {
  test("warnings are kept, with the student's file and line, what is only unused at the end", async () => {
    const { server } = await prepareFiles({
      "src/server.c":
        '#include <stdio.h>\nint main(void) {\n  int x;\n  char *p = 5;\n  printf("%d", p);\n  undeclared();\n}\nint undeclared() { return 0; }\n',
    });
    expect(launchOf(server).notes).toEqual([
      {
        kind: "compiler-warnings",
        role: "server",
        warnings: expect.stringMatching(
          /^src\/server\.c:4: [^\n]*int-conversion\]\nsrc\/server\.c:5: [^\n]*format=?\]\nsrc\/server\.c:6: [^\n]*implicit-function-declaration\]\nsrc\/server\.c:3: unused variable/,
        ) as string,
        more: 0,
      },
    ]);
  });

  test("an error is not hidden behind warnings", async () => {
    const unused = Array.from({ length: 9 }, (_, index) => `  int x${index};\n`).join("");
    const { server } = await prepareFiles({
      "server.c": `void part(void) {\n${unused}}\nint main(void) {\n  return y;\n}\n`,
    });
    const { output } = causeOf(server) as { output: string };
    expect(output).toMatch(/^server\.c:13:10: error: /m);
    expect(output).not.toContain("warning");
  });

  test.each([
    ["server.cpp", "#include <thread>\nint main() { std::jthread worker([] {}); return 3; }\n"],
    ["server.c", "int main(void) { return 1'003 - 1'000; }\n"],
  ])("a newer standard than the compiler's own, %s", async (name, text) => {
    const { server } = await prepareFiles({ [name]: text });
    expect((await runLaunch(server)).code).toBe(3);
  });

  test("UTF-16, a part that is included as text, and one that belongs to nothing", async () => {
    const { server } = await prepareFiles({
      "server.c": Buffer.from(
        '\uFEFF#include "part.c"\r\nint main(void) { return answer(); }\r\n',
        "utf16le",
      ),
      "part.c": "int answer(void) { return 42; }\n",
      "leftover.c": "int answer(void) { return 1; \n",
    });
    expect((await runLaunch(server)).code).toBe(42);
  });
});
