import type { ToolRun } from "../../model/tool.ts";
import { doesNotCompile } from "../compiler-output.ts";
import type { Built, Source } from "../toolchain.ts";
import type { CsharpProject } from "./project.ts";

/**
 * Why a compiler made no program. Mono's knows C# 7; what a later C# has, and packages that nobody has fetched, are none
 * of the student's mistakes.
 */
export function refusedByCsharp(
  { timedOut, stdout, stderr }: ToolRun,
  { role, root, file }: Source,
  project: CsharpProject,
  compiler: "mono" | "dotnet",
): Exclude<Built, { status: "ready" }> {
  if (timedOut) {
    const cause = doesNotCompile(role, "the compiler did not end in time", []);
    return { status: "broken", cause };
  }
  const output = stdout + stderr;
  const packages = [
    ...project.project.matchAll(/<PackageReference\s[^>]{0,200}?\bInclude="([^"<>]{1,100})"/g),
  ];
  if (packages.length > 0 && /error CS(?:0246|0234|0103)/.test(output)) {
    const names = packages.map(([, name]) => name).join(", ");
    return {
      status: "unavailable",
      error: `${file} needs the packages ${names}, and nothing is fetched here`,
    };
  }
  const newer = compiler === "mono" ? newerThanMono(project) : undefined;
  if (newer !== undefined) {
    const error = `${file} has ${newer}, which mono's compiler does not know: install the .NET SDK (dotnet)`;
    return { status: "unavailable", error };
  }
  if (!/\berror\b/.test(output)) {
    return { status: "unavailable", error: `the C# compiler failed: ${output.slice(0, 500)}` };
  }
  return { status: "broken", cause: doesNotCompile(role, relativeNames(output), [root]) };
}

/** Mono's compiler ends with a count, which is no news. */
function relativeNames(output: string): string {
  return output.replace(/^Compilation (?:failed|succeeded).*\n?/gm, "");
}

function newerThanMono({ text, project }: CsharpProject): string | undefined {
  if (/<TargetFrameworks?>\s*net(?:coreapp|standard2\.1|[5-9]|\d\d)/i.test(project))
    return "a project for .NET Core";
  return (
    signs.find(([pattern]) => pattern.test(text))?.[1] ??
    (/\bMain\s*\(/.test(text) ? undefined : "no Main")
  );
}

/** What C# 8 and later brought, as it is written. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/^\s*namespace\s+[\w.]{1,200}\s*;/m, "a namespace without braces"],
  [
    /\bawait\s+(?:foreach|using)\b|\busing\s+(?:var|[A-Z]\w{0,100})\s+\w{1,100}\s*=/,
    "using without brackets",
  ],
  [
    /\b(?:string|object|byte\[\]|[A-Z]\w{0,100})\?\s+\w{1,100}\s*[=;,)]/,
    "nullable reference types",
  ],
  [/=\s*new\s*\(/, "new without a type"],
  [/\w\s+switch\s*\{/, "switch as an expression"],
  [/\brecord\s+(?:struct\s+)?[A-Z]/, "records"],
  [/"""/, "raw strings"],
  [/\bis\s+not\b|\?\?=|\bglobal\s+using\b/, "words of C# 8 and later"],
  [/\[[^\]\n]{0,50}\.\.[^\]\n]{0,50}\]/, "ranges"],
];
