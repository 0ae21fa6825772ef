import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { outcomeOf, symbols, wordFor } from "./outcome.ts";
import { shareOf } from "./score-bar.ts";
import type { StudentLink } from "./student-link.ts";

type Graded = Extract<ClassEntry, { status: "graded" }>;

/** Everybody who was graded, the best first: the score, and how each check ended. It scrolls in its own box. */
export function classTable(
  { checks }: ClassRecord,
  graded: readonly Graded[],
  link: StudentLink,
  { formats, html, batch }: Catalogue,
): Html {
  if (graded.length === 0) return undefined;
  const sorted = graded.toSorted(
    (one, other) => shareOf(other) - shareOf(one) || other.score - one.score || byKey(one, other),
  );
  return [
    h("p", { class: "quiet" }, html.legend),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": batch.scores },
      h(
        "table",
        { class: "class-table" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, formats.student),
            h("th", { scope: "col", class: "number" }, formats.score),
            checks.map(({ id, title }) =>
              h("th", { scope: "col", title }, h("span", { class: "turned" }, id)),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          sorted.map((entry) => rowOf(entry, checks, link, formats)),
        ),
      ),
    ),
  ];
}

function byKey({ student: { key } }: Graded, other: Graded): number {
  return key < other.student.key ? -1 : 1;
}

function rowOf(
  entry: Graded,
  checks: ClassRecord["checks"],
  link: StudentLink,
  formats: Catalogue["formats"],
): Html {
  const ends = new Map(entry.checks.map((check) => [check.id, outcomeOf(check)]));
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, link(entry)),
    h("td", { class: "number" }, `${entry.score}/${entry.maxScore}`),
    checks.map(({ id }) => {
      const outcome = ends.get(id);
      if (outcome === undefined) return h("td", {});
      const title = `${id}: ${wordFor(outcome, formats)}`;
      return h("td", { class: `cell ${outcome}`, title }, symbols[outcome]);
    }),
  );
}
