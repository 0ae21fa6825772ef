import { json } from "./json.ts";
import type { ReporterKind } from "./reporter.ts";
import { tty } from "./tty.ts";

/** Every way to report; a new one is a file and a line here. */
export const reporters: readonly ReporterKind[] = [tty, json];
