/**
 * A JSON document, safe to print: what would act on a terminal or end a line is escaped, and lone
 * surrogates, which strict parsers refuse (RFC 8259, section 8.2), become U+FFFD.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, one: unknown) => (typeof one === "string" ? wellFormed(one) : one),
    2,
  );
  return `${text.replace(escaped, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

// JSON.stringify escapes C0 itself; a string is the only place where the others can stand.
const escaped = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
