import type { Outcome } from "../model/result.ts";
import type { Role } from "../model/role.ts";
import type { Prepared } from "../model/submission.ts";
import type { Knowledge } from "../scenario/knowledge.ts";

/** One check of one submission, as it travels to a slot: plain data. */
export type Job = Readonly<{
  exercise: string;
  check: string;
  prepared: Readonly<Partial<Record<Role, Prepared>>>;
  candidates: readonly string[];
  knowledge: Knowledge;
  seed: number;
}>;

/** What a slot hands back. */
export type JobResult = Readonly<{ outcome: Outcome; knowledge: Knowledge }>;
