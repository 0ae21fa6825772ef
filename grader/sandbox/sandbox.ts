import type { Limits } from "../model/limits.ts";
import type { Workplace } from "../model/workplace.ts";

/** A program to start: what, where, with which environment. */
export type Start = Readonly<{
  command: readonly string[];
  /** Absolute, in the {@link Workplace}. */
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Interpreters that the command needs, absolute: a sandbox shows them to the program. */
  interpreters: readonly string[];
}>;

/** What the programs of one check see of the machine and what they leave on it; gone when disposed. */
export interface Enclosure extends AsyncDisposable {
  /** The same program, started inside. */
  enclose(start: Start): Readonly<Omit<Start, "interpreters">>;
  /** A text for a program inside, with the names that its folders have there. */
  namesInside(text: string): string;
  /** What a program inside has printed, with the names that its folders have outside. */
  namesOutside(text: string): string;
  /**
   * How many processes of its own stand above every program and only wait for it. The last of them, if
   * there is any, is a shell: it reports a signal as code 128 + n.
   */
  readonly wrappers: number;
  /** How much of what the programs may write is left: nothing, some, or whatever the machine has. */
  readonly room: "none" | "some" | "unlimited";
  /** Takes what they have made there over into the workplace: plain files, and links that stay inside. */
  keep(folder: "submission" | "out"): void;
}

/** Where students' programs run. */
export interface Sandbox {
  readonly kind: "bubblewrap" | "none";
  /** Copies the submission for one check or one build. @throws when the machine has no room for it. */
  open(workplace: Workplace, limits: Limits, purpose: Purpose): Promise<Enclosure>;
  /** Something could not be tidied up: the next check wants a fresh sandbox. */
  readonly isSpent: boolean;
}

/** Programs of a check read what was built; a build writes it. */
export type Purpose = "check" | "build";
