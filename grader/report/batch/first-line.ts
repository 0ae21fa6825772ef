import { neutralise } from "../../lib/neutralise.ts";

/** The first line of what went wrong: candidates and examples may follow it. */
export function firstLine(text: string): string {
  return neutralise(text.split("\n")[0] ?? "");
}
