import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { ClassEntry } from "../../model/class-record.ts";
import { prose } from "./prose.ts";
import type { StudentLink } from "./student-link.ts";

/** Students of whom there is no score, or not a whole one, and why. */
export function apart(entries: readonly ClassEntry[], link: StudentLink, words: Catalogue): Html {
  if (entries.length === 0) return undefined;
  return h(
    "dl",
    { class: "apart" },
    entries.map((entry) => [
      h("dt", {}, link(entry)),
      entry.status === "missing" ? [] : h("dd", {}, prose(reasonOf(entry), words)),
    ]),
  );
}

function reasonOf(entry: Exclude<ClassEntry, { status: "missing" }>): string {
  if (entry.status === "errored") return entry.error;
  return entry.checks.flatMap(({ id, status }) => (status === "errored" ? [id] : [])).join(", ");
}
