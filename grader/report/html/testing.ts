import { type DefaultTreeAdapterTypes, parse } from "parse5";

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
  const elements: Element[] = [];
  let text = "";
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("value" in node) text += node.value;
    if ("tagName" in node) {
      elements.push(node);
      if (node.tagName === "style") return;
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(document);
  return {
    elements,
    text,
    errors: errors.filter((code) => code !== "noncharacter-in-input-stream"),
  };
}

export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** Every value that an attribute has on a page. */
export function valuesOf({ elements }: ReadPage, name: string): readonly string[] {
  return elements.flatMap((element) => attributeOf(element, name) ?? []);
}
