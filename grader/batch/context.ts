import type { BatchEvent } from "../model/batch-event.ts";
import type { Language } from "../model/language.ts";
import type { Limits } from "../model/limits.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import type { GradeResult } from "../model/result.ts";
import type { Slot } from "../run/slots.ts";
import type { Exercise } from "../spec/exercise.ts";
import type { Desk } from "./desk.ts";
import type { Journal } from "./journal.ts";
import type { OutFolder } from "./out-folder.ts";
import type { ToolVersions } from "./tool-versions.ts";

/** A student's report in one form: written beside the result, under the student's key and this ending. */
export type Document = Readonly<{ ending: string; text: () => string }>;

/** Everything that grading one student of a class needs. */
export type BatchContext = Readonly<{
  exercise: Exercise;
  /** Hash of the code that grades. */
  version: string;
  tools: ToolVersions;
  limits: Limits;
  /** The batch's; each submission has one of its own, drawn from it and the content. */
  seed: number;
  language: Language;
  missing: readonly MissingPiece[];
  /** What the slots are able to do, which all have in common. */
  slot: Pick<Slot, "tier" | "kernel" | "sandbox" | "seesPackets">;
  desk: Desk;
  /** What was handed in, absolute. */
  source: string;
  tempFolder: string;
  out: OutFolder;
  journal: Journal;
  /** The reports of one student, the whole result (`json`) first. */
  documentsOf: (result: GradeResult) => readonly Document[];
  on: (event: BatchEvent) => void;
}>;
