import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser reads it. */
type ReadPage = Readonly<{
  elements: readonly Element[];
  /** All that a person could read when everything is unfolded. */
  text: string;
  /** What a browser stumbled over. */
  errors: readonly string[];
}>;

/** Reads a page with the parser that the HTML standard describes. */
export function readPage(html: string): ReadPage {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => void errors.push(code) });
  return {
    elements: elementsIn(document),
    text: textOf(document),
    errors: errors.filter((code) => code !== "noncharacter-in-input-stream"),
  };
}

function elementsIn(node: Node): readonly Element[] {
  const inside = "childNodes" in node ? node.childNodes.flatMap(elementsIn) : [];
  return "tagName" in node ? [node, ...inside] : inside;
}

/** Everything that stands in an element for people; a style does not. */
export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  if (!("childNodes" in node) || node.nodeName === "style") return "";
  return node.childNodes.map(textOf).join("");
}

export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** Every value that an attribute has on a page. */
export function valuesOf({ elements }: ReadPage, name: string): readonly string[] {
  return elements.flatMap((element) => attributeOf(element, name) ?? []);
}
