import { neutralise } from "../../lib/neutralise.ts";

/**
 * A workflow command of GitHub Actions as one line of a log: `::error file=a,line=1::text`. No value can end the
 * line, leave its place or begin another command. Properties that are undefined are left out.
 */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  text: string,
): string {
  const written = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${name}${written.length === 0 ? "" : ` ${written.join(",")}`}::${escapeData(text)}\n`;
}

/**
 * Lines that a log shows and a runner does not act on: between two marks that only we know commands mean nothing.
 * Nothing where a line holds the mark.
 */
export function inertLines(lines: readonly string[], token: string): string {
  const shown = lines.map((line) => neutralise(line));
  if (shown.length === 0 || shown.some((line) => line.includes(token))) return "";
  return `::stop-commands::${token}\n${shown.join("\n")}\n::${token}::\n`;
}

function escapeData(text: string): string {
  return neutralise(text, "newlines").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
