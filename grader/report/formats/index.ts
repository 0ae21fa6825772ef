import { canvas } from "./canvas.ts";
import { classroom } from "./classroom.ts";
import { classroom50, classroom50Body } from "./classroom50.ts";
import { csv } from "./csv.ts";
import { ctrf } from "./ctrf.ts";
import type { Format } from "./format.ts";
import { github } from "./github.ts";
import { gradescope } from "./gradescope.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { moodle } from "./moodle.ts";

/** Every way to write a record down; a new one is a file and a line here. */
export const formats: readonly Format[] = [
  json,
  markdown,
  html,
  junit,
  ctrf,
  github,
  classroom,
  classroom50,
  classroom50Body,
  gradescope,
  csv,
  moodle,
  canvas,
];
