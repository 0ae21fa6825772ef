import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { GradeResult } from "../../model/result.ts";
import { type FileRole, roles } from "../../model/role.ts";
import { clip } from "./clip.ts";

/** What was graded, which files were taken and why, and on what kind of machine. */
export function facts(result: GradeResult, words: Catalogue): Html {
  const { submission, seed, tier, capture } = result;
  const { report, html } = words;
  const isStarted = handedOrder.every((role) => submission.files[role] === undefined);
  return h(
    "dl",
    { class: "facts" },
    fact(report.submission, h("code", {}, clip(submission.path, report))),
    roles.map((role) => {
      const file = submission.files[role];
      if (file === undefined) return [];
      const why = submission.chosen?.[role]?.message;
      return fact(report.roles[role], [
        h("code", {}, clip(file, report)),
        why === undefined ? "" : ` (${clip(why, report)})`,
      ]);
    }),
    handedOrder.map((role) => {
      const file = submission.files[role];
      return file === undefined
        ? []
        : fact(report.handedFiles[role], h("code", {}, clip(file, report)));
    }),
    submission.languages.length === 0
      ? []
      : fact(html.languages, clip(submission.languages.join(", "), report)),
    fact(report.seed, String(seed)),
    isStarted
      ? fact(report.evidence, `${report.tiers[tier]}; ${report.packets(capture === true)}`)
      : [],
  );
}

const handedOrder: readonly FileRole[] = ["capture", "answers"];

function fact(name: string, value: Html): Html {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}
