import type { Launch, ProgramLanguage } from "../model/submission.ts";

/** The command as a student would type it. */
export function shownCommand(launch: Launch, args: readonly string[]): string {
  const name = launch.file.split("/").at(-1) ?? launch.file;
  const isNative = launch.language === "c" || launch.language === "cpp";
  const program = isNative ? name.replace(/\.[^.]+$/u, "") : name;
  if (/\.jar$/iu.test(name)) return ["java -jar", name, ...args].join(" ");
  return [(runners[launch.language] ?? "") + program, ...args].join(" ");
}

const runners: Partial<Record<ProgramLanguage, string>> = {
  python: "python ",
  java: "java ",
  javascript: "node ",
  c: "./",
  cpp: "./",
};
