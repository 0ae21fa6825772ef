import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { CheckResult } from "../../model/result.ts";
import type { Files } from "../terminal-name.ts";
import { conversations } from "./conversations.ts";
import { badge, outcomeOf } from "./outcome.ts";
import { packets } from "./packets.ts";
import { prose } from "./prose.ts";
import { terminals } from "./terminals.ts";

/** One check in full: how it ended, why, what to do about it, and what was to be seen. */
export function checkSection(
  check: CheckResult,
  before: readonly CheckResult[],
  files: Files,
  words: Catalogue,
  isDrawn: boolean,
): Html {
  const outcome = outcomeOf(check);
  const isOpen = outcome !== "passed";
  return h(
    "details",
    { class: `check ${outcome}`, open: isOpen ? true : undefined },
    h(
      "summary",
      {},
      h("h3", {}, h("code", {}, check.id), " ", check.title),
      h("span", { class: "end" }, badge(outcome, words), pointsOf(check)),
    ),
    h(
      "div",
      { class: "inside", id: anchorOf(check.id) },
      explanation(check, before, words),
      isDrawn ? drawing(check, files, words) : h("p", {}, words.html.leftOut),
    ),
  );
}

/** A check's place on a student's page. */
export function anchorOf(id: string): string {
  return `check-${id.replaceAll(/\s/gu, "-")}`;
}

export function pointsOf({ points, maxPoints }: Pick<CheckResult, "points" | "maxPoints">): Html {
  return maxPoints === 0 ? [] : h("span", { class: "points" }, `${points}/${maxPoints}`);
}

function explanation(check: CheckResult, before: readonly CheckResult[], words: Catalogue): Html {
  const { report } = words;
  const message = check.message ?? check.error;
  const same = before.find((one) => one.message !== undefined && one.message === check.message);
  return h(
    "div",
    { class: "why" },
    message === undefined
      ? []
      : same === undefined
        ? prose(message, words)
        : h(
            "p",
            {},
            h("a", { href: `#${encodeURIComponent(anchorOf(same.id))}` }, report.sameAs(same.id)),
          ),
    check.status === "errored" ? h("p", {}, report.errored) : [],
    check.hint === undefined
      ? []
      : h("div", { class: "hint" }, prose(check.hint, words, report.hint)),
  );
}

function drawing({ trace = [], capture }: CheckResult, files: Files, words: Catalogue): Html {
  return [packets(trace, words) ?? terminals(trace, files, words), conversations(capture, words)];
}
