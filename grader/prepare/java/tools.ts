import { readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { findPrograms, isExecutable } from "../find-program.ts";
import { isScript } from "../is-script.ts";
import { type LanguageTool, missingTool } from "../language-tool.ts";
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
 * A program of the JDK itself, `java` or `javac`, never a version manager's shim (jenv, asdf): a script in a home
 * folder, which a sandbox does not show, and slower than what it stands for. Asked once for each PATH.
 */
export async function findJavaTool(
  tool: LanguageTool,
  { env, host }: Pick<Bench, "env" | "host">,
): Promise<string | ReturnType<typeof missingTool>> {
  const [name] = tool.names;
  const key = `${name} ${env["PATH"]}`;
  const known = found.get(key) ?? resolve(name, env["PATH"], host);
  found.set(key, known);
  return (await known) ?? missingTool(tool);
}

const found = new Map<string, Promise<string | undefined>>();

async function resolve(
  name: string,
  path: string | undefined,
  host: Bench["host"],
): Promise<string | undefined> {
  for (const place of await findPrograms(name, path)) {
    const real = await realpath(place);
    if (!(await isScript(real))) return real;
    const home = await homeBehind(join(dirname(place), "java"), host);
    const behind = home && join(home, "bin", name);
    if (behind !== undefined && (await isExecutable(behind))) return behind;
  }
  return undefined;
}

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
