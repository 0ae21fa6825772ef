import { h, type Html, htmlText } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import { wordsFor } from "../../messages/index.ts";
import type { Language } from "../../model/language.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { countsOf } from "../counts-of.ts";
import { repeatCommands } from "../repeat-commands.ts";
import { scoreNotes } from "../score-notes.ts";
import { anchorOf, checkSection, pointsOf } from "./check.ts";
import { clip } from "./clip.ts";
import { facts } from "./facts.ts";
import { badge, type Outcome, outcomeOf } from "./outcome.ts";
import { htmlPage } from "./page.ts";
import { prose } from "./prose.ts";
import { scoreBar } from "./score-bar.ts";

/** One graded submission as a page. */
export function studentPage(result: GradeResult, language: Language): string {
  const words = wordsFor(language);
  const { report, html } = words;
  const { exercise, submission, checks } = result;
  const name = submission.student;
  const title = `${exercise.id} · ${exercise.title}`;
  const selected = checks.filter(({ skipped }) => skipped?.kind !== "not-selected");
  const of = (...outcomes: readonly Outcome[]) =>
    selected.filter((check) => outcomes.includes(outcomeOf(check)));
  const wrong = of("failed", "errored");
  const others = of("passed");
  const section = sectionsWithin(result, words);
  return htmlPage(
    clip([name, title, `${result.score}/${result.maxScore}`].filter(Boolean).join(" · "), report),
    language,
    h(
      "header",
      {},
      h("h1", {}, clip(title, report)),
      name === undefined ? [] : h("p", { class: "name" }, h("bdi", {}, clip(name, report))),
      scoreBar(result, report.score(result.score, result.maxScore)),
      h("p", { class: "quiet" }, report.counts(countsOf(result), result.durationMs)),
      scoreNotes(result, words).map((line) => h("p", { class: "note" }, line)),
      facts(result, words),
    ),
    h(
      "main",
      {},
      h("h2", {}, html.checks),
      overview(selected, words),
      selected.length === checks.length
        ? []
        : h("p", { class: "quiet" }, report.notSelected(checks.length - selected.length)),
      wrong.length === 0 ? [] : [h("h2", {}, html.wentWrong), wrong.map(section)],
      observations(of("observation").map(section), checks, words),
      others.length === 0 ? [] : [h("h2", {}, html.others), others.map(section)],
      repeat(result, words),
    ),
  );
}

/** All checks in the order in which they are made, each with what became of it. */
function overview(checks: readonly CheckResult[], words: Catalogue): Html {
  const { formats, html } = words;
  return h(
    "table",
    { class: "overview" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, html.status),
        h("th", { scope: "col" }, formats.check),
        h("th", { scope: "col", class: "number" }, formats.points),
      ),
    ),
    h(
      "tbody",
      {},
      checks.map((check) =>
        h(
          "tr",
          {},
          h("td", {}, badge(outcomeOf(check), words)),
          h("td", {}, nameOf(check), reasonOf(check, words)),
          h("td", { class: "number" }, pointsOf(check)),
        ),
      ),
    ),
  );
}

function nameOf(check: CheckResult): Html {
  const name = [h("code", {}, check.id), " ", check.title];
  if (check.status === "skipped") return name;
  return h("a", { href: `#${encodeURIComponent(anchorOf(check.id))}` }, name);
}

function reasonOf({ status, message }: CheckResult, words: Catalogue): Html {
  if (status !== "skipped" || message === undefined) return [];
  return h("div", { class: "quiet" }, prose(message, words));
}

/** Draws as long as the page is not too large; what a check is worth and why it failed is told in any case. */
function sectionsWithin({ checks, submission }: GradeResult, words: Catalogue) {
  let room = mostCharacters;
  return (check: CheckResult): Html => {
    const before = checks.slice(0, checks.indexOf(check));
    const whole = checkSection(check, before, submission.files, words, true);
    const size = htmlText(whole).length;
    if (size > room) return checkSection(check, before, submission.files, words, false);
    room -= size;
    return whole;
  };
}

/** Some browsers take long over more, and a mail with it does not arrive. */
const mostCharacters = 3 << 20;

/** What is worth telling and costs nothing. The same note comes with every check that saw it; once is enough. */
function observations(
  sections: readonly Html[],
  checks: readonly CheckResult[],
  words: Catalogue,
): Html {
  const all = [
    ...new Set(checks.flatMap((check) => (check.notes ?? []).map(({ message }) => message))),
  ];
  if (sections.length + all.length === 0) return [];
  const notes = all.slice(0, mostNotes).map((note) => h("li", {}, prose(note, words)));
  return [
    h("h2", {}, words.report.observations),
    sections,
    notes.length === 0 ? [] : h("ul", { class: "notes" }, notes),
    all.length > mostNotes ? h("p", {}, words.html.more(all.length - mostNotes)) : [],
  ];
}

const mostNotes = 30;

function repeat(result: GradeResult, { report, html }: Catalogue): Html {
  const { all, one } = repeatCommands(result);
  const command = (text: string) => h("pre", { class: "command", tabindex: 0 }, clip(text, report));
  return [
    h("h2", {}, html.repeat),
    h("p", {}, report.repeatAll),
    command(all),
    one === undefined ? [] : [h("p", {}, report.repeatOne), command(one)],
  ];
}
