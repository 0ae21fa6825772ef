import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { ClassEntry } from "../../model/class-record.ts";
import { shareOf } from "./score-bar.ts";

type Graded = Extract<ClassEntry, { status: "graded" }>;

/** How many students have how many per cent of their points, the best first; full marks are apart from the rest. */
export function distribution(graded: readonly Graded[], { html }: Catalogue): Html {
  if (graded.length === 0) return undefined;
  const counts = ranges.map(
    ({ from, to }) =>
      graded.filter((entry) => shareOf(entry) >= from && shareOf(entry) <= to).length,
  );
  const most = Math.max(...counts);
  return h(
    "ol",
    { class: "shares" },
    ranges.map(({ from, to }, at) => {
      const count = counts[at] ?? 0;
      return h(
        "li",
        {},
        h("span", { class: "range" }, from === to ? `${to} %` : `${from}–${to} %`),
        bar(count, most),
        h("span", {}, count === 0 ? "–" : html.studentsAt(count)),
      );
    }),
  );
}

/** As much of the room as a number is of the largest. */
export function bar(count: number, most: number): Html {
  const width = most === 0 ? 0 : Math.round((1000 * count) / most) / 10;
  return h(
    "span",
    { class: "share", "aria-hidden": "true" },
    h("span", { style: `width:${width}%` }),
  );
}

const ranges = [
  { from: 100, to: 100 },
  ...Array.from({ length: 10 }, (_, at) => ({ from: 90 - at * 10, to: 99 - at * 10 })),
];
