import { z } from "zod";
import { classEntrySchema } from "../model/class-record.ts";

/** What somebody asked a batch for: the same again goes on with one that was interrupted. */
export const batchWishSchema = z.strictObject({
  fresh: z.boolean(),
  onlyFailed: z.boolean(),
  /** A student's key. */
  only: z.string().optional(),
});

/** One line of `journal.jsonl`. Lines are only ever added; the last one about a student counts. */
export const journalLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("begin"),
    schemaVersion: z.literal(1),
    exercise: z.string(),
    seed: z.int().min(0),
    wish: batchWishSchema,
    /** ISO 8601, UTC. */
    at: z.string(),
  }),
  z.strictObject({
    kind: z.literal("entry"),
    /** Everything that the result depends on, hashed. */
    fingerprint: z.string(),
    /** The file with the whole result, hashed: what somebody has changed is graded again. */
    resultHash: z.string().optional(),
    entry: classEntrySchema,
  }),
  z.strictObject({ kind: z.literal("end"), at: z.string() }),
]);

export type BatchWish = Readonly<z.infer<typeof batchWishSchema>>;
export type JournalLine = Readonly<z.infer<typeof journalLineSchema>>;
