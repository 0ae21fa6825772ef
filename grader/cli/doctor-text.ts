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
    ...adviceOf(found, language),
  ];
  return `${lines.join("\n")}\n`;
}

const works = ["namespaces", "sandbox", "capture", "kernel", "terminal"] as const;
const needs: readonly Need[] = ["namespaces", "sandbox", "capture", "language", "screen"];

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
    ...group.map(({ tool, path, version }) => {
      const place = path === undefined ? words.missing : (version ?? path);
      const purpose = words.purposes[tool.name] ?? "";
      return line(path !== undefined, tool.name, `${place.padEnd(placeWidth)}  ${purpose}`);
    }),
  ];
}

function line(isThere: boolean, name: string, what: string): string {
  return `  ${isThere ? "✓" : "✗"} ${name.padEnd(nameWidth)}  ${what}`.trimEnd();
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

function reasonText(piece: MissingPiece, language: Language): readonly string[] {
  const { machine } = wordsFor(language);
  const because = becauseText(piece.reason, machine);
  const sentence = `${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
  return ["", ...wrap(sentence, columns), ...adviceText(piece, machine)];
}

const columns = 80;
