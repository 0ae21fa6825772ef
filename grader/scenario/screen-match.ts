/** How an expected text stands on a screen, if it does. */
export type ScreenMatch = Readonly<
  | { found: "shown" }
  /** Python's `b'…'`: the bytes object was printed, not the text in it. */
  | { found: "bytes-literal"; actual: string }
  /** The text runs on into letters that do not belong to it. */
  | { found: "runs-on"; actual: string }
  | { found: "absent" }
>;

/**
 * Looks for a text as a person would: case, accents, spacing and the words around it do not
 * matter, but it must stand there as a word of its own.
 * @param exactly demands accents and case as well.
 */
export function findOnScreen(screen: string, expected: string, exactly = false): ScreenMatch {
  const text = simplified(screen, exactly);
  const wanted = simplified(expected, exactly).trim();
  const spots = occurrences(text, wanted);
  if (spots.length === 0) return literalOnly(text, expected) ?? { found: "absent" };
  const whole = spots.filter((at) => isWholeWord(text, at, wanted.length));
  if (whole.length === 0) {
    // An escape stands right before it: b'\x06pipoca'.
    const literal = spots.find((at) => isInBytesLiteral(text, at));
    if (literal !== undefined) return { found: "bytes-literal", actual: lineAround(text, literal) };
    return { found: "runs-on", actual: wordAround(text, spots[0] as number, wanted.length) };
  }
  const plain = whole.find((at) => !isInBytesLiteral(text, at));
  if (plain !== undefined) return { found: "shown" };
  return { found: "bytes-literal", actual: lineAround(text, whole[0] as number) };
}

/**
 * What is left on a terminal after escape sequences, backspaces and carriage returns have done
 * their work (ECMA-48), so that a coloured or redrawn prompt reads as it looks.
 */
export function visibleText(screen: string): string {
  const text = erase(screen.replace(escapeSequence, "").replaceAll("\r\n", "\n"));
  return text.replace(invisible, "").replaceAll("\r", "\n");
}

/** The last line that says something. */
export function lastLineOf(screen: string): string {
  return visibleText(screen).trimEnd().split("\n").at(-1)?.trim() ?? "";
}

/** A backspace takes the character before it, but never a line end. */
function erase(text: string): string {
  if (!text.includes("\b")) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (character !== "\b") kept.push(character);
    else if (kept.at(-1) !== "\n") kept.pop();
  }
  return kept.join("");
}

function simplified(text: string, exactly: boolean): string {
  const visible = visibleText(text).replace(/\s+/gu, " ");
  if (exactly) return visible.normalize("NFC");
  return visible
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

function occurrences(text: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

function isWholeWord(text: string, at: number, length: number): boolean {
  const before = text.slice(0, at);
  const isOpen = !/[\p{L}\p{N}]$/u.test(before) || /(?:^|[^\p{L}\p{N}])b['"]$/u.test(before);
  return isOpen && !/^[\p{L}\p{N}]/u.test(text.slice(at + length));
}

function isInBytesLiteral(text: string, at: number): boolean {
  return /(?:^|[^\p{L}\p{N}])b(['"])[^'"]*$/iu.test(text.slice(Math.max(0, at - 200), at));
}

/**
 * The bytes instead of the text: in Python an escape for every accent, `b'a\xc3\xa7'`, in Node
 * `<Buffer 61 c3>`, in Java the array's identity, `[B@1b6d3586`.
 */
function literalOnly(text: string, expected: string): ScreenMatch | undefined {
  const bytes = [...Buffer.from(expected)];
  const hex = (byte: number) => byte.toString(16).padStart(2, "0");
  const python = bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${hex(byte)}`));
  const spots = [
    bytes.some((byte) => byte >= 0x80) ? text.indexOf(python.join("")) : -1,
    text.search(new RegExp(`<buffer ${bytes.map(hex).join(" ")}\\b`, "iu")),
    text.search(/\[b@[0-9a-f]{4,}/iu),
  ];
  const at = spots.find((spot) => spot >= 0);
  return at === undefined ? undefined : { found: "bytes-literal", actual: lineAround(text, at) };
}

function wordAround(text: string, at: number, length: number): string {
  const start = /[^\s]*$/u.exec(text.slice(0, at))?.[0] ?? "";
  const end = /^[^\s]*/u.exec(text.slice(at + length))?.[0] ?? "";
  return start + text.slice(at, at + length) + end;
}

function lineAround(text: string, at: number): string {
  return text.slice(Math.max(0, at - 20), at + 60).trim();
}

/** CSI and OSC sequences, and the two-character escapes. */
const escapeSequence =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/gu;
// oxlint-disable-next-line no-control-regex -- as above
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;
