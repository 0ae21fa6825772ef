import { neutralise } from "../lib/neutralise.ts";

/** A text as lines of its own, which reports show as they are. */
export function block(text: string): string {
  return neutralise(text, "newlines").replace(/^/gmu, "  ");
}
