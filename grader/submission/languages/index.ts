import type { ProgramLanguage } from "../../model/submission.ts";
import { c } from "./c.ts";
import { cpp } from "./cpp.ts";
import { csharp } from "./csharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { kotlin } from "./kotlin.ts";
import type { LanguageSigns } from "./language.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";
import { typescript } from "./typescript.ts";

/** Every language whose programs are known by their looks; a new one is a file and a line here. */
const known: readonly LanguageSigns[] = [
  python,
  java,
  kotlin,
  c,
  cpp,
  csharp,
  javascript,
  typescript,
  go,
  rust,
  php,
  ruby,
];

const byLanguage = new Map(known.map((signs) => [signs.language, signs]));
const byExtension = new Map(
  known.flatMap((signs) =>
    [...signs.extensions, ...(signs.built ?? [])].map((extension) => [extension, signs] as const),
  ),
);

/** How programs of a language look; nothing for a command of the manifest. */
export function signsOf(language: ProgramLanguage): LanguageSigns | undefined {
  return byLanguage.get(language);
}

/** The language of a file by its extension, in any case; nothing when it is no supported source. */
export function languageOf(file: string): ProgramLanguage | undefined {
  // Types alone: no program, and no part of one.
  if (/\.d\.[cm]?ts$/i.test(file)) return undefined;
  return byExtension.get(extensionOf(file))?.language;
}

/** Whether a file is a program that was built before it was handed in: there is nothing to read in it. */
export function isBuilt(file: string): boolean {
  const extension = extensionOf(file);
  return byExtension.get(extension)?.built?.includes(extension) === true;
}

/** The language whose programs stand behind these words on a command line. */
export function languageStartedBy(words: string): ProgramLanguage | undefined {
  return known.find(({ startedBy }) => startedBy?.test(words) === true)?.language;
}

/** The extension in lower case with its dot, or the empty string. */
export function extensionOf(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** What is said to be supported, in error messages. */
export const supportedLanguages = listed(known.map(({ name }) => name));

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
