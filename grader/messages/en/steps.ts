import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { quote } from "./speech.ts";

/** What the check wanted next and did not get; for a narrow column. */
export const steps: Catalogue["steps"] = {
  prints: (expected) =>
    expected === undefined
      ? "expected to read something"
      : `expected to read ${quote.text(expected)}`,
  "reads-keyboard": (expected) =>
    expected === undefined
      ? "expected it to read its keyboard"
      : `wanted to type ${quote.text(expected)}`,
  sends: (expected) =>
    expected === undefined
      ? "expected it to send something"
      : `expected it to send ${quote.text(expected)}`,
  exits: () => "expected it to end",
  listens: (expected) =>
    expected === undefined ? "expected it to listen" : `expected it to listen at ${expected}`,
  joins: (expected) =>
    expected === undefined
      ? "expected it to join a group"
      : `expected it to join ${neutralise(expected)}`,
  connects: () => "expected it to connect",
  closes: () => "expected it to close the connection",
  "reaches-state": (expected) => `expected ${expected ?? "another state"}`,
  "gives-up": () => "expected it to give up",
  accepts: () => "expected it to accept the client",
};
