import { classPage } from "../html/class-page.ts";
import { studentPage } from "../html/student-page.ts";
import type { Format } from "./format.ts";

/** For a browser: a page of one submission, and one of a class with links to its students' pages. */
export const html: Format = {
  name: "html",
  file: "report.html",
  shows: "reader",
  forEach: true,
  result: (result, { language }) => studentPage(result, language),
  record: classPage,
};
