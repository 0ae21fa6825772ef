import { describe, expect, test, vi } from "vitest";
import { causeOf, launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";

// A compiler that takes seconds when nobody else wants the machine.
vi.setConfig({ testTimeout: 120_000 });

const halt = "Runtime.getRuntime().halt(0)";

describe("Kotlin", () => {
  test("both programs and a part, in one compilation, whatever their packages and encodings; print() comes out at once", async () => {
    const { server, client } = await prepareFiles({
      "src/server.kt": `package a\nimport b.part\nfun main(args: Array<String>) { print(part() + args.size); ${halt} }\n`,
      "src/Cliente.kt": `object Cliente {\n  @JvmStatic fun main(args: Array<String>) { print("ação"); ${halt} }\n}\n`,
      "src/part.kt": Buffer.from('package b\nfun part() = "é"\n', "latin1"),
    });
    expect((await runLaunch(server, ["x"])).stdout).toBe("é1");
    expect((await runLaunch(client)).stdout).toBe("ação");
    const classesOf = (words: readonly string[]) => words[words.indexOf("-cp") + 1];
    expect(classesOf(launchOf(server).command)).toBe(classesOf(launchOf(client).command));
  });

  test("a client that does not compile leaves the server alone", async () => {
    const { server, client } = await prepareFiles({
      "server.kt": `fun main() { print("s"); ${halt} }\n`,
      "client.kt": "fun main() {\n  val x = y\n}\n",
    });
    expect((await runLaunch(server)).stdout).toBe("s");
    expect(causeOf(client)).toMatchObject({
      kind: "does-not-compile",
      output: expect.stringMatching(/^client\.kt:2:11: error: /) as string,
    });
  });

  test("what a newer Kotlin has, and a library that nobody has, cost nothing", async () => {
    const { server } = await prepareFiles({
      "server.kt": "import nowhere.thing.*\nfun main() { doThings() }\n",
      "build.gradle.kts": 'dependencies {\n  implementation("nowhere:thing:1.0")\n}\n',
    });
    expect(server).toEqual({
      status: "unavailable",
      error: expect.stringContaining("build.gradle.kts asks for nowhere:thing:1.0") as string,
    });
  });

  test("without a compiler nobody can tell", async () => {
    const { server } = await prepareFiles({ "server.kt": "fun main() {}\n" }, { PATH: "/nowhere" });
    expect(server).toEqual({
      status: "unavailable",
      error: "kotlinc is not installed: apt-get install kotlin",
    });
  });
});
