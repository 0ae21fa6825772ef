import { csv } from "./csv.ts";
import type { Format } from "./format.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";

/** Every way to write a record down; a new one is a file and a line here. */
export const formats: readonly Format[] = [json, csv, junit];
