import type { ToolRun } from "../model/tool.ts";
import { doesNotCompile } from "./compiler-output.ts";
import type { JavaLibraries } from "./java/libraries.ts";
import { missingLibraries } from "./java/missing-libraries.ts";
import type { Built, Source } from "./toolchain.ts";

/**
 * Why kotlinc made no program. What only a newer Kotlin has, and a library that is not here, are none of the
 * student's mistakes: distributions have compilers of many years ago.
 */
export function refusedByKotlin(
  { timedOut, stdout, stderr }: ToolRun,
  { role, root, file }: Source,
  libraries: JavaLibraries,
): Exclude<Built, { status: "ready" }> {
  if (timedOut) {
    const cause = doesNotCompile(role, "the compiler did not end in time", []);
    return { status: "broken", cause };
  }
  const output = (stderr + stdout).replace(/^OpenJDK .*\n/gm, "");
  const since = /only available since language version ([\d.]+)/.exec(output)?.[1];
  const names = [...output.matchAll(/unresolved reference:? ['"]?(\w+)/gi)].map(([, name]) => name);
  const newName = names.find((name) => name !== undefined && newerNames.has(name));
  if (since !== undefined || newName !== undefined) {
    const what = newName === undefined ? `Kotlin ${since}` : `a Kotlin that has ${newName}`;
    return { status: "unavailable", error: `${file} needs ${what}; the one here is older` };
  }
  const missing = missingLibraries(libraries);
  if (missing !== undefined && names.length > 0) return missing;
  if (!/\berror: /.test(output)) {
    return { status: "unavailable", error: `kotlinc failed: ${output.slice(0, 500)}` };
  }
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}

/** What the standard library got after version 1.3. */
const newerNames: ReadonlySet<string> = new Set(
  [
    "maxOrNull minOrNull maxOf minOf sumOf randomOrNull runningFold onEachIndexed",
    "lowercase uppercase lowercaseChar uppercaseChar titlecase replaceFirstChar",
    "code digitToInt digitToIntOrNull firstNotNullOf firstNotNullOfOrNull",
    "readln readlnOrNull buildList buildMap buildSet entries measureTime",
  ].flatMap((names) => names.split(" ")),
);
