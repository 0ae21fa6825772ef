import { h, type Html } from "../../lib/html.ts";
import { wordsFor } from "../../messages/index.ts";
import type { ClassRecord } from "../../model/class-record.ts";
import type { Language } from "../../model/language.ts";
import { isErrored } from "../../model/batch-event.ts";
import type { FormatOptions } from "../formats/format.ts";
import { apart } from "./apart.ts";
import { classTable } from "./class-table.ts";
import { clip } from "./clip.ts";
import { distribution } from "./distribution.ts";
import { hardest } from "./hardest.ts";
import { classOverview } from "../formats/class-overview.ts";
import { htmlPage } from "./page.ts";
import { linksFrom } from "./student-link.ts";

/** A graded class as a page, with links to the pages of its students. */
export function classPage(record: ClassRecord, options: FormatOptions): string {
  const { language } = options;
  const words = wordsFor(language);
  const { batch, html, report } = words;
  const title = `${record.exercise.id} · ${record.exercise.title}`;
  const graded = record.entries.filter((entry) => entry.status === "graded");
  const link = linksFrom(options.resultsFrom);
  const others = record.entries.filter((entry) => entry.status === "errored");
  const partly = graded.filter(isErrored);
  const missing = record.entries.filter((entry) => entry.status === "missing");
  return htmlPage(
    clip(`${html.class} · ${title}`, report),
    language,
    h(
      "header",
      {},
      h("h1", {}, clip(title, report)),
      classOverview(record, language).map((line) => h("p", {}, line)),
      h("p", { class: "quiet" }, html.graded(dayOf(record.ended, language))),
    ),
    h(
      "main",
      {},
      within(html.distribution, distribution(graded, words)),
      within(batch.mostFailed, hardest(record, graded, link, words)),
      within(batch.scores, classTable(record, graded, link, words)),
      within(batch.erroredOnes, apart([...others.filter(isErrored), ...partly], link, words)),
      within(
        batch.refusedOnes,
        apart(
          others.filter((one) => !isErrored(one)),
          link,
          words,
        ),
      ),
      within(batch.missingOnes, apart(missing, link, words)),
    ),
  );
}

function within(heading: string, content: Html): Html {
  return content === undefined ? [] : h("section", {}, h("h2", {}, heading), content);
}

/** The day in UTC, as the record has it: a page is the same wherever it is made. */
function dayOf(moment: string, language: Language): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(date);
}
