import { chmod, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { runToEnd } from "../../process/spawn.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { findPrograms } from "../find-program.ts";
import { launchOf, prepareFiles, runLaunch } from "../toolchains/prepare-files.ts";

// Compilers and virtual machines on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Ends without flushing: only what comes out at once is seen. */
const program = (name: string, text: string) =>
  `public class ${name} { public static void main(String[] a) { System.out.print("${text}" + a.length); Runtime.getRuntime().halt(0); } }\n`;

describe("an archive", () => {
  test("is started with its Main-Class where there is no source, and libraries are none", async () => {
    const { server, client } = await prepareFiles({
      "dist/server.jar": "",
      "app/servidor.jar": await archiveOf("a.Start", `package a;\n${program("Start", "s")}`),
      "lib/tcp-client-1.0.jar": "PK",
      "Client.java": program("Client", "c"),
      "old/client.jar": "PK",
      "test/server.jar": "PK",
    });
    expect((await runLaunch(server, ["x"])).stdout).toBe("s1");
    expect((await runLaunch(client)).stdout).toBe("c0");
    expect(launchOf(server)).toMatchObject({ file: "app/servidor.jar", ports: [] });
  });

  test("for a newer Java than is here says nothing about the student", async () => {
    const archive = await archiveOf("Server", program("Server", "s"), 200);
    const { server } = await prepareFiles({ "server.jar": archive });
    expect(server).toEqual({
      status: "unavailable",
      error: "server.jar is compiled for Java 156, which is newer than the one here",
    });
  });
});

describe("a project of Maven", () => {
  const pom = (dependencies: string) =>
    `<project><properties><v>1.5</v></properties><dependencies>${dependencies}<dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4</version><scope>test</scope></dependency></dependencies></project>`;
  const wants =
    "<dependency><groupId>br.redes</groupId><artifactId>protocolo</artifactId><version>${v}</version></dependency>";
  const files = {
    "src/main/java/br/Server.java": `package br;\nimport br.redes.Protocolo;\npublic class Server { public static void main(String[] a) throws Exception { System.out.println(Protocolo.NOME + new String(Server.class.getResourceAsStream("/nome.txt").readAllBytes())); } }\n`,
    "src/main/resources/nome.txt": "!",
    "src/test/java/br/ServerTest.java":
      "package br;\nimport org.junit.Test;\nclass ServerTest { }\n",
    "pom.xml": pom(wants),
  };
  const library = () =>
    archiveOf(
      "x",
      'package br.redes;\npublic class Protocolo { public static final String NOME = "p".trim(); }\n',
    );

  test("finds what it asks for in the machine's repository, or handed in", async () => {
    const home = await tempFolder({
      ".m2/repository/br/redes/protocolo/1.5/protocolo-1.5.jar": await library(),
    });
    const { server } = await prepareFiles(files, { ...process.env, HOME: home });
    expect((await runLaunch(server)).stdout).toBe("p!\n");
    expect(launchOf(server).cwd).toMatch(/\/submission$/);
    const handed = await prepareFiles({ ...files, "lib/p.jar": await library() });
    expect((await runLaunch(handed.server)).stdout).toBe("p!\n");
  });

  test("says which library it does not find", async () => {
    const { server } = await prepareFiles(files);
    expect(server).toEqual({
      status: "unavailable",
      error: expect.stringMatching(/^pom\.xml asks for br\.redes:protocolo:1\.5, which /) as string,
    });
  });
});

test("what only a newer Java compiles says nothing about the student", async () => {
  const { server } = await prepareFiles({
    "server.java": 'void main() { System.out.println("x"); }\n',
  });
  // A machine that has it runs it.
  if (server?.status === "ready") expect((await runLaunch(server)).stdout).toBe("x\n");
  else
    expect(server).toMatchObject({
      status: "unavailable",
      error: expect.stringContaining("Java 25") as string,
    });
});

test("the real virtual machine is started, not a version manager's script", async () => {
  const [java = ""] = await findPrograms("java", process.env["PATH"]);
  const real = await realpath(java);
  const shims = await tempFolder();
  for (const name of ["java", "javac"]) {
    await writeFile(join(shims, name), `#!/bin/sh\nexec ${dirname(real)}/${name} "$@"\n`);
    await chmod(join(shims, name), 0o755);
  }
  const host = { ...process.env, PATH: `${shims}:/usr/bin:/bin` };
  const { server } = await prepareFiles({ "Server.java": program("Server", "s") }, host);
  expect(await realpath(launchOf(server).command[0] ?? "")).toBe(real);
  expect((await runLaunch(server)).stdout).toBe("s0");
});

/** A runnable archive of one source; `version` goes into its class files. */
async function archiveOf(mainClass: string, source: string, version?: number): Promise<Buffer> {
  const name = /class (\w+)/.exec(source)?.[1] ?? "";
  const folder = await tempFolder({ [`${name}.java`]: source });
  const run = async (...command: readonly string[]) => {
    const { code, stderr } = await runToEnd(command, {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "" },
      timeoutMs: 60_000,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  };
  await mkdir(join(folder, "classes"));
  await run("javac", "-d", "classes", `${name}.java`);
  if (version !== undefined) {
    const path = join(folder, "classes", `${name}.class`);
    const bytes = await readFile(path);
    bytes.writeUInt16BE(version, 6);
    await writeFile(path, bytes);
  }
  await run("jar", "cfe", "x.jar", mainClass, "-C", "classes", ".");
  return await readFile(join(folder, "x.jar"));
}
