import { partOf, type Role } from "../model/role.ts";
import type { Candidate } from "./candidate.ts";
import { languageOf } from "./languages/index.ts";

/** What a manifest is to say of a role. */
export type Settling = Readonly<{ role: Role; candidate: Candidate; stdin?: string | undefined }>;

/** The lines of a `sockgrade.yaml` that give each role its program: a line for each, correct to paste. */
export function settlingManifest(settled: readonly Settling[]): string {
  return settled
    .map(({ role, candidate, stdin }) => {
      const typed = stdin === undefined ? "" : `, stdin: [${JSON.stringify(stdin)}]`;
      return `${role}: { run: ${yamlText(runOf(candidate))}${typed} }`;
    })
    .join("\n");
}

/** A program's name with what speaks for it, as a line that YAML passes over. */
export function evidenceLine(role: Role, { file, hint, code }: Candidate): string {
  const isNamed = hint.part === partOf(role);
  const evidence = [
    isNamed && hint.from === "name" ? "its name" : "",
    isNamed && hint.from === "folder" ? `its folder ${yamlText(hint.folder ?? "")}` : "",
    code?.does === undefined ? "" : `its code ${code.does}`,
    code?.transport === undefined ? "" : transportNames[code.transport],
    hint.demoted ? "looks like a copy, a test or a part" : "",
  ].filter((one) => one !== "");
  return `# ${yamlText(file)}${evidence.length === 0 ? "" : `: ${evidence.join(", ")}`}`;
}

const transportNames = { tcp: "TCP", udp: "UDP", multicast: "multicast" };

/** As `run` wants it: a file as it is, one without an extension with its interpreter. */
function runOf({ file, language, args = [] }: Candidate): string {
  const starter = languageOf(file) === undefined ? starters[language] : undefined;
  const words = [...(starter === undefined ? [] : [starter]), file, ...args];
  return words.length === 1 ? file : words.map(shellWord).join(" ");
}

const starters: Readonly<Partial<Record<Candidate["language"], string>>> = {
  python: "python3",
  javascript: "node",
  php: "php",
  ruby: "ruby",
};

function shellWord(word: string): string {
  if (/^[\p{L}\p{N}_./=:@%+-]+$/u.test(word)) return word;
  return word.includes("'") ? `"${word.replace(/["\\$`]/g, "\\$&")}"` : `'${word}'`;
}

/** JSON's strings are YAML's; a name of plain letters needs no quotes. */
function yamlText(text: string): string {
  return /^[A-Za-z][\w./-]*\.[A-Za-z]\w*$/.test(text) ? text : JSON.stringify(text);
}
