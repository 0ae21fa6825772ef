/** An element of an XML document; attributes that are undefined are left out. */
export type XmlElement = Readonly<{
  name: string;
  attributes?: Readonly<Record<string, string | number | undefined>>;
  /** Elements, or text. */
  content?: readonly XmlElement[] | string;
}>;

/** A document of XML 1.0 in UTF-8, indented. Text may be anything; what XML can not hold becomes U+FFFD. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, "")}\n`;
}

function elementText({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attributeText(String(value))}"`],
  );
  const head = `${indent}<${name}${written.join("")}`;
  if (content.length === 0) return `${head}/>`;
  if (typeof content === "string") return `${head}>${plainText(content)}</${name}>`;
  const inside = content.map((child) => elementText(child, `${indent}  `));
  return `${head}>\n${inside.join("\n")}\n${indent}</${name}>`;
}

/** Line ends and tabs in attributes would be read as spaces (XML 1.0, section 3.3.3). */
function attributeText(text: string): string {
  return plainText(text)
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
}

function plainText(text: string): string {
  return text
    .replaceAll(illegal, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

/** XML 1.0, production 2 (Char), turned round; escaping makes none of these legal. */
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
