import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { anchorOf } from "./check.ts";
import { bar } from "./distribution.ts";
import type { StudentLink } from "./student-link.ts";

type Graded = Extract<ClassEntry, { status: "graded" }>;

/** The checks that cost somebody points, those that most students failed first; who they are unfolds. */
export function hardest(
  { checks }: ClassRecord,
  graded: readonly Graded[],
  link: StudentLink,
  { batch, html }: Catalogue,
): Html {
  const counted = checks
    .filter(({ maxPoints }) => maxPoints > 0)
    .map((check) => ({ ...check, by: graded.filter((one) => failsAt(one, check.id)) }))
    .filter(({ by }) => by.length > 0)
    .toSorted((one, other) => other.by.length - one.by.length);
  if (counted.length === 0) return undefined;
  return counted.map(({ id, title, by }) =>
    h(
      "details",
      { class: "hard" },
      h(
        "summary",
        {},
        h("strong", {}, batch.failedBy(by.length, graded.length)),
        h("span", {}, h("code", {}, id), " ", title, bar(by.length, graded.length)),
      ),
      h(
        "ul",
        {},
        by.slice(0, mostNames).map((entry) => h("li", {}, link(entry, anchorOf(id)))),
        by.length > mostNames ? h("li", {}, html.more(by.length - mostNames)) : [],
      ),
    ),
  );
}

const mostNames = 60;

function failsAt({ checks }: Graded, id: string): boolean {
  return checks.some((check) => check.id === id && check.status === "failed");
}
