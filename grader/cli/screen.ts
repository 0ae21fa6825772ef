import type { FormatOptions } from "../report/formats/format.ts";
import type { ReporterOptions } from "../report/reporter.ts";

/** Standard output, as a reporter sees it. */
export function toScreen(told: FormatOptions): ReporterOptions {
  const { stdout, env } = process;
  const isTerminal = stdout.isTTY;
  return {
    ...told,
    target: "screen",
    write: (text: string) => void stdout.write(text),
    // https://no-color.org: set and not empty means no.
    colour: isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    live: isTerminal && env["TERM"] !== "dumb",
    columns: isTerminal ? stdout.columns : 100,
  };
}
