import { h, type Html } from "../../lib/html.ts";

/** A score in words, and as a bar for the eye. */
export function scoreBar({ score, maxScore }: Score, text: string): Html {
  return h(
    "p",
    { class: "score" },
    h("strong", {}, text),
    h(
      "span",
      { class: "bar", "aria-hidden": "true" },
      h("span", { style: `width:${shareOf({ score, maxScore })}%` }),
    ),
  );
}

type Score = Readonly<{ score: number; maxScore: number }>;

/** In per cent, whole; full marks only for all points. Out of nothing, everything. */
export function shareOf({ score, maxScore }: Score): number {
  return maxScore === 0 ? 100 : Math.max(0, Math.min(100, Math.floor((100 * score) / maxScore)));
}
