import picocolors from "picocolors";
import type { Catalogue } from "../messages/catalogue.ts";
import { wordsFor } from "../messages/index.ts";
import type { ReporterOptions } from "./reporter.ts";

/** What every part of a terminal report needs to draw itself. */
export type Page = Readonly<{
  words: Catalogue;
  colours: ReturnType<typeof picocolors.createColors>;
  columns: number;
}>;

/** The page for a terminal; narrower than 60 or wider than 120 columns reads badly. */
export function pageFor(options: Pick<ReporterOptions, "language" | "colour" | "columns">): Page {
  return {
    words: wordsFor(options.language),
    colours: picocolors.createColors(options.colour),
    columns: Math.min(widest, Math.max(narrowest, options.columns)),
  };
}

const narrowest = 60;
const widest = 120;
