import type { CauseKind, CauseOf, Note } from "../model/cause.ts";
import type { Loss, MissingPiece, MissingReason } from "../model/missing-piece.ts";
import type { ProgramReason } from "../model/program-reason.ts";
import type { SkipReason } from "../model/result.ts";
import type { ActorName, FileRole, Role } from "../model/role.ts";
import type { Fate, TraceEvent } from "../model/trace.ts";
import type { Waiting } from "../model/waiting.ts";
import type { FormatWords } from "./format-words.ts";
import type { BatchWords } from "./batch-words.ts";
import type { HtmlWords } from "./html-words.ts";
import type { Names } from "./names.ts";

/**
 * Everything that is said to a student in one language. Every value that came out of a program has
 * been neutralised; a line that begins with two spaces is a block that must not be wrapped.
 */
export type Catalogue = Readonly<{
  causes: { readonly [Kind in CauseKind]: (cause: CauseOf<Kind>, names: Names) => string };
  /** The words for the same causes where an exercise is about datagrams, when they differ. */
  datagrams: { readonly [Kind in CauseKind]?: (cause: CauseOf<Kind>, names: Names) => string };
  notes: {
    readonly [Kind in Note["kind"]]: (note: Extract<Note, { kind: Kind }>, names: Names) => string;
  };
  skips: {
    readonly [Kind in SkipReason["kind"]]: (reason: Extract<SkipReason, { kind: Kind }>) => string;
  };
  /** What an actor is doing, to be read after its name: "is sitting in accept(), …". */
  waiting: WaitingWords;
  /** The same, short enough for a column of a picture: "in accept(), …". */
  doing: WaitingWords;
  /** What a check wanted and did not get, for a column of a picture: "expected to read …". */
  steps: { readonly [Step in MissedStep]: (expected: string | undefined) => string };
  /** An actor and what it is doing, as a whole sentence. */
  waits(actor: ActorName, names: Names, predicate: string): string;
  report: ReportWords;
  formats: FormatWords;
  html: HtmlWords;
  batch: BatchWords;
  machine: MachineWords;
  reasons: ReasonWords;
}>;

/** Why a file was taken for a role, to stand in brackets after its name. */
type ReasonWords = Readonly<{
  by: {
    readonly [By in ProgramReason["by"]]: (reason: Extract<ProgramReason, { by: By }>) => string;
  };
  /** The part of its path that names the exercise. */
  exercise(part: string): string;
  languageBy: Readonly<Record<NonNullable<LanguageBy>, string>>;
}>;

type LanguageBy = Exclude<ProgramReason, { by: "manifest" }>["languageBy"];

/** What a machine lacks, in the words of the report's header, of `doctor` and of a refusal. */
export type MachineWords = Readonly<{
  /** What has to be done without, to stand after the report's word `missing`. */
  without: Readonly<Record<Loss, string>>;
  because: {
    readonly [Kind in MissingReason["kind"]]: (
      reason: Extract<MissingReason, { kind: Kind }>,
    ) => string;
  };
  /** Stands above the command of a missing piece: who runs it, where. */
  advice(piece: MissingPiece): string;
  /** What `--sandbox require` says first; the pieces that are missing follow. */
  refusal: string;
  /** Where all commands are told. */
  more: string;
}>;

/** One function for every way to wait. */
export type WaitingWords = {
  readonly [On in Waiting["on"]]: (waiting: Extract<Waiting, { on: On }>) => string;
};

type MissedStep = Extract<TraceEvent, { kind: "missed" }>["step"];

/** The reporters' fixed words. */
type ReportWords = Readonly<{
  submission: string;
  programs: string;
  seed: string;
  evidence: string;
  missing: string;
  tiers: Readonly<Record<1 | 2 | 3, string>>;
  /** Whether packets are seen; it follows what the tier is. */
  packets(seen: boolean): string;
  roles: Readonly<Record<Role, string>>;
  /** What stands in the place of programs, and what they are called together. */
  handedFiles: Readonly<Record<FileRole, string>>;
  files: string;
  /** The heading above the numbers of packets. */
  packet: string;
  /** A packet whose data was sent before. */
  again: string;
  /** The heading of a column that the grader plays. */
  peerAs(role: Role): string;
  wire: string;
  /** One line of the live display. */
  progress(done: number, all: number): string;
  hint: string;
  /** For a check that failed for the very reason of an earlier one. */
  sameAs(check: string): string;
  observations: string;
  errored: string;
  score(score: number, maxScore: number): string;
  /** Points that are not in the maximum, and why. */
  leftOut(points: number, why: string): string;
  counts(
    counts: Readonly<Record<"passed" | "failed" | "skipped" | "errored", number>>,
    durationMs: number,
  ): string;
  notSelected(count: number): string;
  repeatAll: string;
  repeatOne: string;
  lines(count: number): string;
  steps(count: number): string;
  pieces(count: number): string;
  characters(count: number): string;
  bytes(count: number): string;
  /** What became of a datagram on its way, in brackets after it. */
  fates: Readonly<Record<Fate, string>>;
}>;
