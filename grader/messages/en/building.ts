import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { the, The } from "./actor.ts";
import { quote } from "./speech.ts";

/** What building the programs has shown, and costs nothing. */
export const buildingNotes: Pick<Catalogue["notes"], "compiler-warnings" | "compiled-directly"> = {
  "compiler-warnings": ({ role, warnings, more }, names) =>
    `${The(role, names)} compiles, but the compiler has its doubts. A warning costs nothing here; it often shows the line where a mistake hides (compile with -Wall to see them yourself).${quote.block(warnings)}${more === 0 ? "" : `\n  … and ${quote.number(more)} more`}`,
  "compiled-directly": ({ role, file, output }, names) =>
    `Building with ${neutralise(file)} gave me no program for ${the(role, names)}, so I compiled the source files directly. The end of what was said:${quote.block(output)}`,
};
