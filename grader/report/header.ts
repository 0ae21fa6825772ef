import { neutralise } from "../lib/neutralise.ts";
import { padToWidth, textWidth } from "../lib/text-width.ts";
import { missingText } from "../messages/missing-text.ts";
import type { GradeEvent } from "../model/event.ts";
import { type FileRole, roles as allRoles } from "../model/role.ts";
import type { Page } from "./page.ts";
import { wrap } from "./wrap.ts";

/** What is graded, with what, on what kind of machine; and what that machine lacks. */
export function header(begin: Begin, page: Page): readonly string[] {
  const { bold, yellow } = page.colours;
  const words = page.words.report;
  // Files that were handed in are the same on every machine.
  const isStarted = begin.files?.capture === undefined && begin.files?.answers === undefined;
  const rows: Field[] = [
    { label: words.submission, value: neutralise(begin.path) },
    ...programs(begin, page),
    { label: words.seed, value: String(begin.seed) },
    ...(isStarted
      ? [
          {
            label: words.evidence,
            value: `${words.tiers[begin.tier]}; ${words.packets(begin.capture)}`,
          },
        ]
      : []),
    ...missing(begin, page).map((row) => ({ ...row, paint: yellow })),
  ];
  const width = Math.max(...rows.map((row) => textWidth(row.label)));
  return [
    `${bold(begin.exercise.id)} · ${bold(neutralise(begin.exercise.title))}`,
    ...rows.flatMap((row) => field(row, width, page)),
    "",
  ];
}

type Begin = Extract<GradeEvent, { kind: "begin" }>;

type Field = Readonly<{
  label: string;
  value: string;
  paint?: ((text: string) => string) | undefined;
}>;

/** A line for each piece, and one for where the commands are told that add them. */
function missing({ missing: pieces }: Begin, { words }: Page): readonly Field[] {
  const lines = pieces.map((piece) => ({
    label: words.report.missing,
    value: missingText(piece, words.machine),
  }));
  return lines.length === 0 ? [] : [...lines, { label: "", value: words.machine.more }];
}

/** A line for each role, so that there is room for the reason; one for files that were handed in. */
function programs(begin: Begin, page: Page): readonly Field[] {
  const { roles, programs: label, handedFiles, files } = page.words.report;
  const started = allRoles.flatMap((role) => {
    const file = begin.files?.[role];
    const why = begin.chosen?.[role]?.message;
    const reason = why === undefined ? "" : ` (${why})`;
    return file === undefined ? [] : [`${roles[role]}: ${neutralise(file)}${reason}`];
  });
  const handed = handedOrder.flatMap((role) => {
    const file = begin.files?.[role];
    return file === undefined ? [] : [`${handedFiles[role]}: ${neutralise(file)}`];
  });
  return [
    ...started.map((value, index) => ({ label: index === 0 ? label : "", value })),
    ...(handed.length === 0 ? [] : [{ label: files, value: handed.join(" · ") }]),
  ];
}

const handedOrder: readonly FileRole[] = ["capture", "answers"];

function field({ label, value, paint }: Field, width: number, page: Page): readonly string[] {
  const lines = wrap(value, page.columns - width - 4);
  return lines.map((line, index) => {
    const head = index === 0 ? page.colours.dim(padToWidth(label, width)) : " ".repeat(width);
    return `  ${head}  ${paint === undefined ? line : paint(line)}`;
  });
}
