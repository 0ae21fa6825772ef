import type { Launch } from "../model/submission.ts";

/** The command as a student would type it. */
export function shownCommand(launch: Launch, args: readonly string[]): string {
  const runner = { python: "python ", java: "java ", javascript: "node ", c: "./", command: "" };
  const name = launch.file.split("/").at(-1) ?? launch.file;
  const program = launch.language === "c" ? name.replace(/\.c$/iu, "") : name;
  return [runner[launch.language] + program, ...args].join(" ");
}
