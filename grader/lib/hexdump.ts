/**
 * Bytes in rows of 16: offset, pairs of hexadecimal digits, and ASCII with a dot for what has no
 * letter. At most `rows` rows; the caller says that there is more.
 */
export function hexdump(bytes: Uint8Array, rows: number): readonly string[] {
  const shown = Math.min(rows, Math.ceil(bytes.length / perRow));
  return Array.from({ length: shown }, (_, row) => {
    const part = bytes.subarray(row * perRow, (row + 1) * perRow);
    const offset = (row * perRow).toString(16).padStart(4, "0");
    return `${offset}  ${hexPairs(part).padEnd(perRow * 3 - 1)}  ${ascii(part)}`;
  });
}

/** `70 69 70`: two digits a byte. */
export function hexPairs(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

const perRow = 16;

function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
  ).join("");
}
