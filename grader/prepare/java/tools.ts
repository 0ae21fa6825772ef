import { readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { isExecutable } from "../find-program.ts";
import { isScript } from "../is-script.ts";
import { type LanguageTool, missingTool, type MissingTool } from "../language-tool.ts";
import { findRealTool } from "../real-tool.ts";
import type { Bench } from "../toolchain.ts";

const packages = {
  ...everywhere("java-devel"),
  apt: "default-jdk-headless",
  pacman: "jdk-openjdk",
  apk: "openjdk17-jdk",
};

/** The compiler. */
export const javac: LanguageTool = { names: ["javac"], packages, versionArgs: ["-version"] };

/** What runs classes. */
export const jvm: LanguageTool = { names: ["java"], packages, versionArgs: ["-version"] };

/** For short programs: no optimising compiler, one collector thread, no statistics file in /tmp. */
export const jvmFlags: readonly string[] = [
  "-Xshare:auto",
  // Else a 64th of the machine's memory is filled before anything is thrown away.
  "-Xms16m",
  "-XX:TieredStopAtLevel=1",
  // Most methods of a program that waits run a few times: what is compiled of them took a fifth of its start.
  "-XX:CompileThresholdScaling=10",
  "-XX:+UseSerialGC",
  "-XX:-UsePerfData",
];

/**
 * A program of the JDK itself, `java` or `javac`, never a version manager's shim or another script in its place: a
 * sandbox does not show what it wants of a home folder, and it is slower than what it stands for.
 */
export async function findJavaTool(
  tool: LanguageTool,
  bench: Pick<Bench, "env" | "host">,
): Promise<string | MissingTool> {
  const found = await findRealTool(tool, bench);
  if (typeof found !== "string") return found;
  const real = await realpath(found);
  if (!(await isScript(real))) return real;
  const shim = join(dirname(found), "java");
  const asked = homes.get(shim) ?? homeBehind(shim, bench.host);
  homes.set(shim, asked);
  const behind = join((await asked) ?? "/", "bin", tool.names[0]);
  return (await isExecutable(behind)) && (await asked) !== undefined ? behind : missingTool(tool);
}

/** Starting a virtual machine takes a while: each is asked once. */
const homes = new Map<string, Promise<string | undefined>>();

/** The JVM behind a shim knows where it lies. */
async function homeBehind(shim: string, host: Bench["host"]): Promise<string | undefined> {
  const env = Object.fromEntries(
    Object.entries(host).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const command = [shim, "-XshowSettings:properties", "-version"];
  const { stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 20_000 });
  return /^\s*java\.home = (\/.*)$/m.exec(stderr)?.[1];
}

/** 17 for Java 17, 8 for 1.8; undefined where the JDK does not tell. */
export async function javaVersion(tool: string): Promise<number | undefined> {
  const release = join(dirname(dirname(tool)), "release");
  const text = await readFile(release, "utf8").catch(() => "");
  const [, first, second] = /^JAVA_VERSION="(\d+)(?:\.(\d+))?/m.exec(text) ?? [];
  if (first === undefined) return undefined;
  return Number(first === "1" ? second : first);
}
