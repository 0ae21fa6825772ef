import type { Format } from "./format.ts";
import { jsonText } from "./json-text.ts";

/**
 * One JSON document with the whole record, when everything is over (`schema/result.schema.json`,
 * `schema/class-record.schema.json`).
 */
export const json: Format = {
  name: "json",
  file: "result.json",
  shows: "reader",
  result: (result) => jsonText(result),
  record: (record) => jsonText(record),
};
