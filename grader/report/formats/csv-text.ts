import { stringify } from "csv-stringify/sync";

/**
 * Rows as CSV (RFC 4180). What a spreadsheet would take for a formula (a cell that begins with `=`, `+`, `-`, `@`,
 * tab or carriage return) gets an apostrophe before it, which makes it text there.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : readable(cell)))),
    { escape_formulas: true, record_delimiter: "windows" },
  );
}

/** NUL ends a cell for some readers, and a lone surrogate is no UTF-8. */
function readable(text: string): string {
  return text.replaceAll("\0", "␀").replaceAll(/\p{Cs}/gu, "\ufffd");
}
