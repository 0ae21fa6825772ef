import { neutralise } from "../../lib/neutralise.ts";
import { RequestError } from "../../model/request-error.ts";

/** The one kind of error for archives, in one line: what was expected, what is there, in which archive. */
export function refusal(archive: string, expected: string, got: string): RequestError {
  return new RequestError(`Expected ${expected}, got ${got}: ${neutralise(archive)}`);
}

/** A name that a stranger chose, fit for a line of output. */
export function quoted(name: string): string {
  const shown = name.length > longest ? `${name.slice(0, longest)}…` : name;
  return `"${neutralise(shown)}"`;
}

const longest = 120;
