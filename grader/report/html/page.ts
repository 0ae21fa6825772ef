import { h, type Html, htmlDocument } from "../../lib/html.ts";
import type { Language } from "../../model/language.ts";
import { style } from "./style.ts";

/**
 * A page that needs nothing but itself: no script, and whatever reads it is told to load nothing and to run nothing.
 * Both themes are one style; the reader's system chooses.
 */
export function htmlPage(title: string, language: Language, ...content: readonly Html[]): string {
  return htmlDocument(
    h(
      "html",
      { lang: language },
      h(
        "head",
        {},
        h("meta", { charset: "utf-8" }),
        h("meta", {
          "http-equiv": "Content-Security-Policy",
          content: "default-src 'none'; style-src 'unsafe-inline'",
        }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("meta", { name: "color-scheme", content: "light dark" }),
        h("meta", { name: "referrer", content: "no-referrer" }),
        // A page of a student's grades is nobody's search result.
        h("meta", { name: "robots", content: "noindex" }),
        h("title", {}, title),
        h("style", {}, style),
      ),
      h("body", {}, ...content),
    ),
  );
}
