import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GradeResult } from "../model/result.ts";
import type { BatchContext, Document } from "./context.ts";
import { writeWhole } from "./write-file.ts";

type Writing = Pick<BatchContext, "out" | "documentsOf">;

/** Writes a student's reports, each as a whole. @returns the text of the whole result. */
export async function writeDocuments(
  result: GradeResult,
  { out, documentsOf }: Writing,
): Promise<string> {
  const [whole, ...others] = documentsOf(result).map((document) => {
    return { file: fileOf(result, document, out), text: document.text() };
  });
  if (whole === undefined) throw new Error("a result has no document");
  // What is there when the whole result is, is there for good.
  for (const { file, text } of [...others, whole]) await writeWhole(file, text);
  return whole.text;
}

/**
 * Writes those of a result from before that are not there or not the same: this run may want others, or
 * somebody else may read them.
 */
export async function completeDocuments(
  resultFile: string,
  { out, documentsOf }: Writing,
): Promise<void> {
  const text = await readFile(join(out.path, resultFile), "utf8");
  const result = JSON.parse(text) as GradeResult;
  const [, ...others] = documentsOf(result);
  for (const document of others) {
    const file = fileOf(result, document, out);
    const wanted = document.text();
    const found = await readFile(file, "utf8").catch(() => undefined);
    if (found !== wanted) await writeWhole(file, wanted);
  }
}

function fileOf(
  { submission }: GradeResult,
  { ending }: Document,
  { results }: Writing["out"],
): string {
  return join(results, `${submission.student}.${ending}`);
}
