import { readFile } from "node:fs/promises";
import { basename, delimiter, dirname } from "node:path";
import { decodeSource } from "../../submission/source-text.ts";
import { startArchive } from "../java/archive.ts";
import { compileJava } from "../java/compile.ts";
import { findJavaLibraries } from "../java/libraries.ts";
import { readJavaSource, type JavaSource } from "../java/source.ts";
import { findJavaTool, javac, javaVersion, jvm, jvmFlags } from "../java/tools.ts";
import type { Toolchain } from "../toolchain.ts";

/**
 * javac and java; one compiler start serves both programs where they share a source folder. Maven and Gradle
 * are not asked: they want a network even for a project that needs nothing.
 */
export const java: Toolchain = {
  language: "java",
  tools: [javac, jvm],

  async prepare(source, bench) {
    const path = source.path ?? "";
    const isArchive = /\.jar$/i.test(path);
    const compiler = isArchive ? "" : await findJavaTool(javac, bench);
    if (typeof compiler !== "string") return compiler;
    const machine = await findJavaTool(jvm, bench);
    if (typeof machine !== "string") return machine;
    if (isArchive) return await startArchive(source, machine, bench);
    const read = readJavaSource(decodeSource(await readFile(path)).text, basename(path, ".java"));
    if (read.mainClass === undefined) {
      return {
        status: "broken",
        cause: { kind: "no-main", role: source.role, wants: mainMethod },
      };
    }
    const version = await javaVersion(compiler);
    if (read.isCompact && version !== undefined && version < 25) {
      const error = `${source.file} has its main outside of a class, which needs Java 25; here is Java ${version}`;
      return { status: "unavailable", error };
    }
    const libraries = await findJavaLibraries(source, bench.host);
    const sourceRoot = sourceRootOf(path, read);
    const build = await compileJava(compiler, { ...source, path }, sourceRoot, libraries, bench);
    if (build.status !== "compiled") return build;
    const cwd =
      source.manifest?.cwd === undefined && read.packageName !== ""
        ? (libraries.project ?? sourceRoot)
        : source.cwd;
    const classPath = [build.classes, sourceRoot, ...libraries.paths].join(delimiter);
    return {
      status: "ready",
      command: [machine, ...jvmFlags, "-cp", classPath, read.mainClass, ...source.args],
      interpreters: [machine, ...libraries.ofMachine],
      shown: ["java", read.mainClass],
      cwd,
    };
  },
};

const mainMethod = "public static void main(String[] args)";

/** The folder that package names count from: `src` of `src/br/redes/Server.java`. */
function sourceRootOf(path: string, { packageName }: JavaSource): string {
  const folder = dirname(path);
  const inside = `/${packageName.replaceAll(".", "/")}`;
  return packageName !== "" && folder.endsWith(inside) ? folder.slice(0, -inside.length) : folder;
}
