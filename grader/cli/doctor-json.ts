import { wordsFor } from "../messages/index.ts";
import { missingText } from "../messages/missing-text.ts";
import type { Language } from "../model/language.ts";
import type { Examination } from "./doctor-examine.ts";

/**
 * What `doctor --json` writes: the tier, what works (each was tried), where each tool is (null where
 * it is not), what each language has and what adds the rest, and every missing piece with its reason as data and in words, and its command or null.
 */
export function examinationJson(found: Examination, language: Language): string {
  const { machine, report } = wordsFor(language);
  const document = {
    schemaVersion: 1,
    tier: found.tier,
    works: found.works,
    node: found.nodeVersion,
    tools: Object.fromEntries([
      ...found.tools.map(({ tool, path }) => [tool.name, path ?? null]),
      ...found.languages.flatMap(({ tools }) =>
        tools.map(({ name, path }) => [name, path ?? null]),
      ),
    ]),
    languages: found.languages.map(({ language: code, name, tools, install }) => ({
      language: code,
      name,
      tools: tools.map((tool) => ({
        name: tool.name,
        optional: !tool.isUsual,
        path: tool.path ?? null,
        version: tool.version ?? null,
      })),
      install: install ?? null,
    })),
    install: found.install ?? null,
    missing: found.missing.map((piece) => ({
      ...piece,
      command: piece.command ?? null,
      message: `${report.missing} ${missingText(piece, machine)}`,
    })),
    hidepid: found.harmlessHiding ?? null,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
