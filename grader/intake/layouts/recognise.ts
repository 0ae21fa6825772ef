import { isArchiveName } from "../archive/archive-kind.ts";
import { quoted } from "../archive/refusal.ts";
import type { Item } from "../class-files.ts";
import { RequestError } from "../../model/request-error.ts";
import { canvas } from "./canvas.ts";
import { githubClassroom } from "./github-classroom.ts";
import type { Layout, LayoutContext, Sorted } from "./layout.ts";
import { moodle } from "./moodle.ts";
import { isOneSubmission } from "./one-submission.ts";
import { plain } from "./plain.ts";

/**
 * Finds out how a class lies in what was given, `place`: names say it. A folder around the class does not count.
 * @throws RequestError when it is no class: nothing is there, or it is what one student handed in.
 */
export async function recognise(context: LayoutContext, place: string): Promise<Sorted> {
  let items = await context.files.list("");
  for (let level = 0; level < mostWrappers; level += 1) {
    const named = await firstOf([moodle, canvas, githubClassroom], items, context);
    if (named !== undefined) return named;
    if (isOneSubmission(items)) throw oneSubmission(place);
    const inner = await wrappedClass(items, context);
    if (inner === undefined) break;
    items = inner;
  }
  const sorted = await plain(items, context);
  if (sorted === undefined) throw nothingFound(items, place);
  return sorted;
}

const mostWrappers = 4;

async function firstOf(
  layouts: readonly Layout[],
  items: readonly Item[],
  context: LayoutContext,
): Promise<Sorted | undefined> {
  for (const layout of layouts) {
    const sorted = await layout(items, context);
    if (sorted !== undefined) return sorted;
  }
  return undefined;
}

/** A lone folder is a student's, unless there is a class in it: a named layout, or several folders and archives. */
async function wrappedClass(
  items: readonly Item[],
  context: LayoutContext,
): Promise<readonly Item[] | undefined> {
  const [only, ...others] = items;
  if (only?.isFolder !== true || others.length > 0) return undefined;
  const inner = await context.files.list(only.path);
  const named = await firstOf([moodle, canvas, githubClassroom], inner, context);
  const owners = inner.filter(({ name, isFolder }) => isFolder || isArchiveName(name));
  return named !== undefined || (owners.length >= 2 && !isOneSubmission(inner)) ? inner : undefined;
}

function oneSubmission(place: string): RequestError {
  return new RequestError(
    `Expected what a class handed in (${understood}), got a single submission: ${place} (sockgrade grade looks at one; in a class each student has a folder or an archive)`,
  );
}

function nothingFound(items: readonly Item[], place: string): RequestError {
  const names = items.map(({ name }) => quoted(name));
  const shown = names.slice(0, 6).join(", ");
  const more = names.length > 6 ? ` and ${names.length - 6} more` : "";
  return new RequestError(
    `Expected what a class handed in (${understood}), got ${names.length === 0 ? "an empty folder" : shown + more}: ${place}`,
  );
}

const understood =
  "one folder or archive per student, Moodle's or Canvas' download, clones of GitHub Classroom";
