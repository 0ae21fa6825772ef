import type { Need } from "../sandbox/probe.ts";
import type { Examination } from "./doctor-examine.ts";
import type { DoctorWords } from "./doctor-words.ts";

/** What was found, for a person to read: plain lines, the marks alone tell what is there. */
export function examinationText(
  found: Examination,
  words: DoctorWords,
  isInstalling: boolean,
): string {
  const lines = [
    words.tiers[found.tier],
    "",
    line(found.tier === 1, words.namespaces, found.tier === 1 ? words.tried : words.refused(found)),
    line(found.kernel === "proc", words.kernel, words.kernels[found.kernel]),
    line(found.hasTerminal, words.terminal, words.terminals[found.hasTerminal ? "yes" : "no"]),
    line(true, "node", found.nodeVersion),
    ...needs.flatMap((need) => groupText(found, need, words)),
    "",
    ...adviceText(found, words, isInstalling),
  ];
  return `${lines.join("\n")}\n`;
}

const needs: readonly Need[] = ["network", "language", "screen", "optional"];

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

const nameWidth = 12;
const placeWidth = 18;

function adviceText(
  found: Examination,
  words: DoctorWords,
  isInstalling: boolean,
): readonly string[] {
  const { missing, install, relax } = found;
  const setting = relax === undefined ? [] : ["", words.relax, `  ${relax}`];
  if (missing.length === 0) return [words.complete, ...setting];
  const names = missing.map(({ name }) => name).join(", ");
  if (install === undefined) return [words.byHand(names), ...setting];
  return [isInstalling ? words.installing : words.advice, `  ${install}`, ...setting];
}
