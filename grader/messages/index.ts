import type { Language } from "../model/language.ts";
import type { Catalogue } from "./catalogue.ts";
import { english } from "./en.ts";
import { portuguese } from "./pt-BR.ts";

/** Everything that is said in `language`. */
export function wordsFor(language: Language): Catalogue {
  return catalogues[language];
}

const catalogues: Readonly<Record<Language, Catalogue>> = { "pt-BR": portuguese, en: english };
