import { neutralise } from "../../lib/neutralise.ts";
import type { FormatOptions } from "./format.ts";
import { stringify } from "csv-stringify/sync";

/**
 * Rows as CSV (RFC 4180). What a spreadsheet would take for a formula (a cell that begins with `=`, `+`, `-`, `@`,
 * tab or carriage return) gets an apostrophe before it, which makes it text there. Control characters are made visible.
 */
export function csvText(
  rows: readonly (readonly (string | number)[])[],
  { byteOrderMark = false }: Pick<FormatOptions, "byteOrderMark"> = {},
): string {
  return stringify(
    rows.map((row) =>
      row.map((cell) => (typeof cell === "number" ? cell : neutralise(cell, "newlines"))),
    ),
    { escape_formulas: true, record_delimiter: "windows", quoted_match: "\n", bom: byteOrderMark },
  );
}
