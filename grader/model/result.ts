import { z } from "zod";
import type { Cause, Note } from "./cause.ts";
import { type Capture, captureSchema } from "./conversation.ts";
import { programReasonSchema } from "./program-reason.ts";
import type { TraceEvent } from "./trace.ts";
import { visibilities } from "./visibility.ts";

const open = <T>() => z.custom<T>((value) => typeof value === "object" && value !== null);

/** How a check ended. Errored is the grader's or the machine's failure and costs no points. */
export const checkStatuses = ["passed", "failed", "skipped", "errored"] as const;

/**
 * What a check may need and a machine may not have: a look at what programs do, a relay between two of
 * them, packets, multicast (over IPv4, over IPv6), two hosts. `frame` is the program's own doing:
 * how it puts messages on the wire could not be learnt.
 */
export const unavailableThings = [
  "kernel",
  "relay",
  "frame",
  "packets",
  "multicast",
  "multicast-ipv6",
  "hosts",
] as const;

/** Why a check did not run. */
export const skipReasonSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("needs"), check: z.string() }),
  z.strictObject({ kind: z.literal("not-selected") }),
  z.strictObject({ kind: z.literal("unavailable"), what: z.enum(unavailableThings) }),
]);

/** One check of one graded submission. */
export const checkResultSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.enum(checkStatuses),
  points: z.int().min(0),
  maxPoints: z.int().min(0),
  /** When students see it; always where nothing is said. */
  visibility: z.enum(visibilities).optional(),
  durationMs: z.number().min(0),
  /** Why it failed, as data; only when failed. */
  cause: open<Cause>().optional(),
  /** Why it was skipped, as data; only when skipped. */
  skipped: skipReasonSchema.optional(),
  /** What the grader stumbled over; only when errored. */
  error: z.string().optional(),
  /** The cause, the reason or the error in the language of the report. */
  message: z.string().optional(),
  hint: z.string().optional(),
  /** Things worth telling that cost nothing, in the language of the report. */
  notes: z.array(z.strictObject({ kind: z.string(), message: z.string() })).optional(),
  trace: z.array(open<TraceEvent>()).optional(),
  /** What the packets of the check say; where packets are seen. */
  capture: captureSchema.optional(),
});

/** What `--reporter json` writes. */
export const resultSchema = z.strictObject({
  schemaVersion: z.literal(1),
  exercise: z.strictObject({ id: z.string(), title: z.string() }),
  submission: z.strictObject({
    path: z.string(),
    student: z.string().optional(),
    languages: z.array(z.string()),
    /** Which file was taken for which role. */
    files: z.record(z.string(), z.string()),
    /** Why each program's file was taken for its role, as data and in the language of the report. */
    chosen: z
      .record(z.string(), z.strictObject({ why: programReasonSchema, message: z.string() }))
      .optional(),
  }),
  score: z.int().min(0),
  maxScore: z.int().min(0),
  seed: z.int().min(0),
  durationMs: z.number().min(0),
  /** 1: namespaces; 2: Linux without them; 3: no `/proc`, decided by silence and deadlines. */
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Whether packets were seen; where they were not, the relay's bytes are the evidence. */
  capture: z.boolean().optional(),
  checks: z.array(checkResultSchema),
  /** How many checks this reader does not see, until the due date and for good; their points are nowhere in here. */
  hidden: z.strictObject({ untilDue: z.int().min(0), always: z.int().min(0) }).optional(),
});

export type SkipReason = z.infer<typeof skipReasonSchema>;
export type UnavailableThing = (typeof unavailableThings)[number];
export type CheckStatus = (typeof checkStatuses)[number];
export type CheckResult = Readonly<z.infer<typeof checkResultSchema>>;
export type GradeResult = Readonly<z.infer<typeof resultSchema>>;

/** A check's outcome before words are put to it: what a slot hands back. */
export type Outcome = Readonly<
  | { status: "passed" }
  | { status: "failed"; cause: Cause }
  | { status: "skipped"; reason: SkipReason }
  | { status: "errored"; error: string }
> &
  Readonly<{
    durationMs: number;
    notes: readonly Note[];
    trace: readonly TraceEvent[];
    capture?: Capture | undefined;
  }>;
