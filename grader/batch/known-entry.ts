import { join } from "node:path";
import { isErrored } from "../model/batch-event.ts";
import type { ClassEntry } from "../model/class-record.ts";
import { hashFile } from "./content-hash.ts";
import type { BatchContext } from "./context.ts";
import { completeDocuments } from "./documents.ts";

/** Whether an entry that was written down may stand for grading anew; asked only where nothing has changed. */
export type MayStand = (isEarlier: boolean) => boolean;

/** What is written down, if it still holds: errored ones never do, and neither does a result that was changed. */
export async function knownEntry(
  key: string,
  fingerprint: string,
  mayStand: MayStand,
  context: BatchContext,
): Promise<ClassEntry | undefined> {
  const { journal, out } = context;
  const noted = journal.noted(key);
  if (noted?.fingerprint !== fingerprint || !mayStand(noted.isEarlier)) return undefined;
  const { entry, resultHash, isEarlier } = noted;
  if (entry.status !== "graded" || isErrored(entry)) return undefined;
  if ((await hashFile(join(out.path, entry.resultFile))) !== resultHash) return undefined;
  await completeDocuments(entry.resultFile, context);
  return { ...entry, isKnown: isEarlier };
}
