import type { Limits } from "../model/limits.ts";
import type { Outcome } from "../model/result.ts";
import type { FileRole, Role } from "../model/role.ts";
import type { Prepared } from "../model/submission.ts";
import type { ToolRequest } from "../model/tool.ts";
import type { Workplace } from "../model/workplace.ts";
import type { GroupPlace } from "../sandbox/cgroup-place.ts";
import type { Knowledge } from "../scenario/knowledge.ts";

/** One check of one submission, as it travels to a slot: plain data. */
export type Job = Readonly<{
  exercise: string;
  check: string;
  prepared: Readonly<Partial<Record<Role, Prepared>>>;
  workplace: Workplace;
  /** What was handed in instead of programs, relative to the workplace's copy. */
  files?: Readonly<Partial<Record<FileRole, string>>> | undefined;
  limits: Limits;
  candidates: readonly string[];
  knowledge: Knowledge;
  seed: number;
  /** The packets are wanted as a file. */
  keepsPackets?: boolean | undefined;
  /** Milliseconds that are left, when the job is handed over, of what `limits.wall` gives a submission. */
  wallMs: number;
  /** Where the slot may make control groups; the slot's opener knows. */
  groups?: GroupPlace | undefined;
}>;

/** What a slot hands back. */
export type JobResult = Readonly<{
  outcome: Outcome;
  knowledge: Knowledge;
  /** A capture file (pcapng) of the check, base64; where packets are wanted and seen. */
  packets?: string | undefined;
}>;

/** What a slot is asked to do. */
export type SlotRequest = Readonly<{ job: Job } | { tool: ToolRequest }>;
