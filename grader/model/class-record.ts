import { z } from "zod";
import { checkStatuses } from "./result.ts";
import { visibilities } from "./visibility.ts";

/** Whose submission it is, as far as the download or a roster tells. */
export const studentSchema = z.strictObject({
  /** Names the student's files and goes after `--only`: letters, digits, `.`, `_` and `-`; unique in a class. */
  key: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/u),
  /** The learning platform's number, or the school's. */
  id: z.string().optional(),
  /** The learning platform's own number, as its downloads and sheets have it: what its gradebook goes by. */
  platformId: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  /** On GitHub. */
  login: z.string().optional(),
});

const briefCheckSchema = z.strictObject({
  id: z.string(),
  status: z.enum(checkStatuses),
  points: z.int().min(0),
  maxPoints: z.int().min(0),
  /** What kind of cause it failed for. */
  cause: z.string().optional(),
  /** Why it did not run; the points of what was unavailable are not in the maximum. */
  skipped: z.enum(["needs", "not-selected", "unavailable"]).optional(),
});

/** What became of one student's submission: short enough for thousands of them in memory. */
export const classEntrySchema = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("graded"),
    student: studentSchema,
    /** The folder or archive, relative to what was graded. */
    source: z.string(),
    score: z.int().min(0),
    maxScore: z.int().min(0),
    languages: z.array(z.string()),
    durationMs: z.number().min(0),
    /** Taken over from an earlier run: nothing had changed. */
    isKnown: z.boolean(),
    checks: z.array(briefCheckSchema),
    /** The whole result (`schema/result.schema.json`), relative to the folder of the batch. */
    resultFile: z.string(),
  }),
  /** Nobody could grade it: no program in it, a broken archive, a machine without the compiler. */
  z.strictObject({
    status: z.literal("errored"),
    student: studentSchema,
    source: z.string(),
    error: z.string(),
    /** Whose doing it is; the machine's (or the grader's) where nothing is said. */
    fault: z.enum(["submission", "machine"]).optional(),
  }),
  /** On the roster, but nothing was handed in. */
  z.strictObject({ status: z.literal("missing"), student: studentSchema }),
]);

/** A whole class, graded: what gradebooks are written from. */
export const classRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  exercise: z.strictObject({ id: z.string(), title: z.string() }),
  maxScore: z.int().min(0),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      maxPoints: z.int().min(0),
      visibility: z.enum(visibilities).optional(),
    }),
  ),
  /** In the order of the roster, else by key. */
  entries: z.array(classEntrySchema),
  /** ISO 8601, UTC. */
  begun: z.string(),
  ended: z.string(),
});

export type Student = Readonly<z.infer<typeof studentSchema>>;
export type ClassEntry = Readonly<z.infer<typeof classEntrySchema>>;
export type ClassRecord = Readonly<z.infer<typeof classRecordSchema>>;
