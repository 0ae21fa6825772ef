import { neutralise } from "./neutralise.ts";

/** What stands in an element: elements, text, several of them, or nothing. */
export type Html = HtmlElement | string | number | undefined | readonly Html[];

/** Only these are ever written: none of them runs anything, loads anything or sends anything. */
type Name =
  | "html"
  | "head"
  | "meta"
  | "title"
  | "style"
  | "body"
  | "header"
  | "main"
  | "section"
  | "h1"
  | "h2"
  | "h3"
  | "p"
  | "div"
  | "span"
  | "strong"
  | "small"
  | "code"
  | "kbd"
  | "pre"
  | "a"
  | "ul"
  | "ol"
  | "li"
  | "dl"
  | "dt"
  | "dd"
  | "details"
  | "summary"
  | "table"
  | "thead"
  | "tbody"
  | "tr"
  | "th"
  | "td"
  | "bdi";

type Attributes = Readonly<Record<string, string | number | true | undefined>>;

export type HtmlElement = Readonly<{
  name: Name;
  attributes: Attributes;
  content: readonly Html[];
}>;

/** An element of a page. Attributes that are undefined are left out; texts may be anything. */
export function h(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly Html[]
): HtmlElement {
  return { name, attributes, content };
}

/**
 * Writes HTML (WHATWG, section 13.3). The one place where text becomes part of a page: whatever programs wrote, no
 * markup comes out of it, and nothing that hides or reorders (`neutralise.ts`).
 */
export function htmlText(html: Html): string {
  if (html === undefined) return "";
  if (typeof html === "string") return plainText(html);
  if (typeof html === "number") return String(html);
  if ("name" in html) return elementText(html);
  return html.map(htmlText).join("");
}

/** A whole document: no browser reads it in the way of older ones. */
export function htmlDocument(root: HtmlElement): string {
  return `<!doctype html>\n${htmlText(root)}\n`;
}

function elementText({ name, attributes, content }: HtmlElement): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [value === true ? ` ${key}` : ` ${key}="${plainText(String(value))}"`],
  );
  const begin = `<${name}${written.join("")}>`;
  if (name === "meta") return begin;
  return `${begin}${name === "style" ? styleText(content) : htmlText(content)}</${name}>`;
}

/** A style is our own and no text: nothing is escaped in it, so nothing may end it. */
function styleText([text]: readonly Html[]): string {
  if (typeof text !== "string" || text.includes("<")) throw new Error("Expected a style without <");
  return text;
}

function plainText(text: string): string {
  return neutralise(text, "newlines")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
