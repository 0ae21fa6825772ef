/**
 * Makes every character of `text` visible that would otherwise act on a terminal, reorder a line or
 * hide: controls become their pictures (ESC is ␛, NUL is ␀), the rest its code point (`<U+202E>`).
 * Lone surrogates become U+FFFD. Letters, accents and emoji stay as they are.
 *
 * @see Unicode 15, section 23.2 (layout controls) and UAX #9 (bidirectional formatting)
 */
export function neutralise(text: string, keep: "newlines" | "nothing" = "nothing"): string {
  return text.replace(hidden, (character) =>
    keep === "newlines" && character === "\n" ? character : visible(character),
  );
}

// The two joiners are format characters too, but letters and emoji need them and they do nothing else.
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(firstPicture + code);
  if (code === 0x7f) return "␡";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

const firstPicture = 0x2400;
