import { h, type HtmlElement } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { CheckStatus } from "../../model/result.ts";

/** How a check ended, as far as a reader sees it: what informs only is no failure. */
export type Outcome = CheckStatus | "observation";

export function outcomeOf(check: Readonly<{ status: CheckStatus; maxPoints: number }>): Outcome {
  return check.status === "failed" && check.maxPoints === 0 ? "observation" : check.status;
}

/** Its symbol and its word: a colour alone says nothing to some. */
export function badge(outcome: Outcome, { formats }: Catalogue): HtmlElement {
  return h(
    "span",
    { class: `badge ${outcome}` },
    h("span", { "aria-hidden": "true" }, `${symbols[outcome]} `),
    wordFor(outcome, formats),
  );
}

export function wordFor(outcome: Outcome, formats: Catalogue["formats"]): string {
  return outcome === "observation" ? formats.observation : formats.outcomes[outcome];
}

export const symbols: Readonly<Record<Outcome, string>> = {
  passed: "✓",
  failed: "✗",
  observation: "ℹ",
  skipped: "–",
  errored: "!",
};
