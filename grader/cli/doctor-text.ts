import { wordsFor } from "../messages/index.ts";
import { adviceText, becauseText } from "../messages/missing-text.ts";
import type { Language } from "../model/language.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import { wrap } from "../report/wrap.ts";
import type { Need } from "../sandbox/tools.ts";
import type { Examination } from "./doctor-examine.ts";
import { type DoctorWords, doctorWords } from "./doctor-words.ts";

/** What was found, for a person to read in a terminal of 80 columns: the marks tell what is there. */
export function examinationText(found: Examination, language: Language): string {
  const words = doctorWords[language];
  const lines = [
    words.tiers[found.tier],
    "",
    ...works.map((what) => verdictLine(found.works[what], words.works[what])),
    line(true, "node", found.nodeVersion),
    ...needs.flatMap((need) => groupText(found, need, words)),
    ...languagesText(found, words),
    ...adviceOf(found, language),
  ];
  return `${lines.join("\n")}\n`;
}

const works = ["namespaces", "sandbox", "capture", "kernel", "terminal"] as const;
const needs: readonly Need[] = ["namespaces", "sandbox", "capture", "screen"];

function verdictLine(
  isThere: boolean,
  { name, yes, no }: DoctorWords["works"]["terminal"],
): string {
  return line(isThere, name, isThere ? yes : no);
}

function groupText(found: Examination, need: Need, words: DoctorWords): readonly string[] {
  const group = found.tools.filter(({ tool }) => tool.need === need);
  if (group.length === 0) return [];
  return [
    "",
    words.needs[need],
    ...group.map(({ tool, path }) =>
      toolLine(path !== undefined, tool.name, path ?? words.missing, words.purposes[tool.name]),
    ),
  ];
}

/** What a class may never need does not look like a failure. */
function languagesText({ languages }: Examination, words: DoctorWords): readonly string[] {
  return [
    "",
    words.languages,
    ...languages.flatMap(({ name: language, tools }) =>
      tools.map(({ name, path, version, isUsual }) => {
        const there = path === undefined && !isUsual ? "optional" : path !== undefined;
        const told = path === undefined ? words.missing : (version ?? "");
        const start = line(there, name, `${told.padEnd(versionWidth)}  ${language}`);
        return path === undefined ? start : withPath(start, path);
      }),
    ),
  ];
}

const versionWidth = 9;

/** As much of the end of a path as there is room for. */
function withPath(start: string, path: string): string {
  const padded = `${start.padEnd(pathColumn)}  `;
  const room = columns - padded.length;
  return padded + (path.length > room ? `…${path.slice(1 - room)}` : path);
}

const pathColumn = 39;

function toolLine(there: There, name: string, place: string, purpose = ""): string {
  return line(there, name, `${place.padEnd(placeWidth)}  ${purpose}`);
}

type There = boolean | "optional";

function line(there: There, name: string, what: string): string {
  const mark = there === "optional" ? "–" : there ? "✓" : "✗";
  return `  ${mark} ${name.padEnd(nameWidth)}  ${what}`.trimEnd();
}

const nameWidth = 11;
const placeWidth = 18;

/** Every reason once, each with its one command; tools together, as one command installs them all. */
function adviceOf(found: Examination, language: Language): readonly string[] {
  const { harmlessHiding } = doctorWords[language];
  const hiding = found.harmlessHiding;
  const reasons = found.missing.filter(({ reason }) => reason.kind !== "tools");
  return [
    ...installText(found, doctorWords[language]),
    ...optionalText(found, doctorWords[language]),
    ...reasons.flatMap((piece) => reasonText(piece, language)),
    ...(hiding === undefined
      ? []
      : ["", ...wrap(harmlessHiding(hiding.value), columns), `  ${hiding.command}`]),
    ...(found.missingTools.length + reasons.length === 0
      ? ["", doctorWords[language].complete]
      : []),
  ];
}

function installText(found: Examination, words: DoctorWords): readonly string[] {
  const names = found.missingTools.map(({ name }) => name).join(", ");
  if (names === "") return [];
  if (found.install === undefined) return ["", ...wrap(words.byHand(names), columns)];
  return ["", words.install, `  ${found.install}`];
}

/** Each language by itself: hardly anybody wants them all. */
function optionalText({ languages }: Examination, words: DoctorWords): readonly string[] {
  const lacking = languages.filter(
    ({ tools, install }) =>
      install !== undefined && tools.some((one) => !one.isUsual && one.path === undefined),
  );
  if (lacking.length === 0) return [];
  return [
    "",
    ...wrap(words.optional, columns),
    ...lacking.flatMap(({ name, install }) => [`  ${name}`, `    ${install}`]),
  ];
}

function reasonText(piece: MissingPiece, language: Language): readonly string[] {
  const { machine } = wordsFor(language);
  const because = becauseText(piece.reason, machine);
  const sentence = `${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
  return ["", ...wrap(sentence, columns), ...adviceText(piece, machine)];
}

const columns = 80;
