import { expect, test, vi } from "vitest";
import { launchOf, prepareFiles } from "./toolchains/prepare-files.ts";

// Real compilers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const javaMain = "public class Main { public static void main(String[] a) {} }\n";

/** The command that a student would type; what the launch plan adds comes behind it. */
test.each([
  ["python server.py", { "src/server.py": "" }],
  ["java br.redes.Main", { "server/src/br/redes/Main.java": `package br.redes;\n${javaMain}` }],
  ["./meu-server", { "meu-server.c": "int main(void) { return 0; }\n" }],
  ["node server.mjs", { "server.mjs": "" }],
  [
    "python server.py 7",
    { "server.py": "", "sockgrade.yaml": "server:\n  run: python3 server.py 7\n" },
  ],
  ["python server.py", { "server.py": "", "sockgrade.yaml": "server:\n  run: server.py {port}\n" }],
  [
    "./a.sh -v",
    {
      "a.sh": "",
      "sockgrade.yaml": "server:\n  run: ./a.sh -v --port={port} -x\n  build: chmod +x a.sh\n",
    },
  ],
  [
    "cd . && python3 a.py",
    { "a.py": "", "sockgrade.yaml": "server:\n  run: cd . && python3 a.py\n" },
  ],
])("%s", async (shown, files: Readonly<Record<string, string>>) => {
  const { server } = await prepareFiles(files);
  expect(launchOf(server).shown.join(" ")).toBe(shown);
});
