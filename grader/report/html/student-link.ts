import { h, type Html } from "../../lib/html.ts";
import type { ClassEntry } from "../../model/class-record.ts";

/** A student's name; for who was graded a link to the page, and to a check on it. */
export type StudentLink = (entry: ClassEntry, anchor?: string) => Html;

/**
 * Links from a page of the class to those of its students.
 * @param resultsFrom the folder that the batch writes to, from the folder of the page, with `/` between names.
 */
export function linksFrom(resultsFrom = ""): StudentLink {
  return (entry, anchor) => {
    const name = nameOf(entry);
    if (entry.status !== "graded") return name;
    const page = entry.resultFile.replace(/\.json$/u, ".html");
    const path = [...resultsFrom.split("/"), ...page.split("/")].filter((part) => part !== "");
    const from = resultsFrom.startsWith("/") ? "/" : "";
    const place = from + path.map(encoded).join("/");
    return h("a", { href: anchor === undefined ? place : `${place}#${encoded(anchor)}` }, name);
  };
}

/** The name, and the key where it says more: files are called by it. A name that runs to the left stays by itself. */
function nameOf({ student: { key, name } }: ClassEntry): Html {
  const shown = name?.trim().slice(0, longest) ?? "";
  if (shown === "" || shown.toLowerCase() === key.toLowerCase()) return h("bdi", {}, key);
  return [h("bdi", {}, shown), " ", h("span", { class: "key" }, `(${key})`)];
}

const longest = 120;

/** No colon is left that could end a scheme, and no half of a character, of which there is no encoding. */
function encoded(part: string): string {
  return encodeURIComponent(Buffer.from(part).toString());
}
