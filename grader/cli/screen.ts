import type { Language } from "../model/language.ts";
import type { ReporterOptions } from "../report/reporter.ts";

/** Standard output, as a reporter sees it. */
export function toScreen(language: Language): ReporterOptions {
  const { stdout, env } = process;
  const isTerminal = stdout.isTTY;
  return {
    write: (text: string) => void stdout.write(text),
    language,
    // https://no-color.org: set and not empty means no.
    colour: isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    live: isTerminal && env["TERM"] !== "dumb",
    columns: isTerminal ? stdout.columns : 100,
  };
}
