import { z } from "zod";
import type { ProgramReason } from "./program-reason.ts";
import type { Cause, Note } from "./cause.ts";
import type { FileRole, Role } from "./role.ts";

/** The languages a program can be written in, as shown in reports. */
export type ProgramLanguage =
  | "python"
  | "java"
  | "kotlin"
  | "c"
  | "cpp"
  | "csharp"
  | "javascript"
  | "typescript"
  | "go"
  | "rust"
  | "php"
  | "ruby"
  | "command";

/** A student's program for one role, found by name or named in the manifest. */
export type ProgramSource = Readonly<{
  role: Role;
  /** Relative to the submission, with `/`; the manifest's command where there is no file. */
  file: string;
  language: ProgramLanguage;
  /** Fixed arguments: the word that tells one program which of two roles it is to play. */
  args?: readonly string[] | undefined;
  /** Why this file was taken for this role. */
  why: ProgramReason;
  /** The manifest's entry for this role, if there is one. */
  manifest?: ManifestRole | undefined;
}>;

/** How programs talk to each other. */
export type Transport = "tcp" | "udp" | "multicast";

/** What an exercise wants: programs for these roles, those that are started first at the front, or files. */
export type HandIn = Readonly<{
  roles: readonly Role[];
  files: readonly FileRole[];
  /** What tells this exercise's programs from those of others in the same folder. */
  exercise?: HandInExercise | undefined;
}>;

/** An exercise as names of files and folders speak of it. */
export type HandInExercise = Readonly<{
  /** `ex3`: people write `exercicio03` or `questao 3`. */
  id: string;
  /** Its slug and its titles. */
  names: readonly string[];
  /** Nothing where no programs are wanted. */
  transport: Transport | undefined;
}>;

/** A folder that was handed in, and what was found in it. */
export type Submission = Readonly<{
  /** Absolute path of the folder. */
  path: string;
  programs: Readonly<Partial<Record<Role, ProgramSource>>>;
  /** The files of an exercise that wants no programs, relative to the submission, with `/`. */
  files?: Readonly<Partial<Record<FileRole, string>>> | undefined;
  /** Files that looked like programs, for the message when a role is missing. */
  candidates: readonly string[];
}>;

/** How to start a program: the outcome of detection and build. */
export type Launch = Readonly<{
  role: Role;
  language: ProgramLanguage;
  /** As in {@link ProgramSource}. */
  file: string;
  /** Program and fixed arguments; the launch plan's arguments come after. */
  command: readonly string[];
  /** The same as a student would type it: `go run server.go`. */
  shown: readonly string[];
  /** Absolute. */
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** What the command is started with, absolute: an interpreter, perhaps in somebody's home folder. */
  interpreters: readonly string[];
  /** Port numbers, the manifest's and then the literal ones in the source, the likeliest first: where a client may want to connect to. */
  ports: readonly number[];
  /** What the manifest declares: values of `{host}` and `{port}` where the story leaves them open. */
  declared?: Readonly<{ host?: string | undefined; port?: number | undefined }> | undefined;
  /** IPv4 addresses in the source that belong to another machine. */
  foreignAddresses: readonly string[];
  /** Arguments from the manifest with `{host}` and `{port}` in them; none: the launch plan finds out. */
  args?: readonly string[] | undefined;
  /** What the manifest says to type before anything else, with `{host}` and `{port}` in it. */
  stdin?: readonly string[] | undefined;
  /** What building it has shown: worth telling once, costs nothing. */
  notes?: readonly Note[] | undefined;
}>;

/** A role that is ready to start, or why it can not be started. */
export type Prepared =
  | Readonly<{ status: "ready"; launch: Launch }>
  /** The student's: costs points. */
  | Readonly<{ status: "broken"; cause: Cause }>
  /** The machine's: costs none. */
  | Readonly<{ status: "unavailable"; error: string }>;

// What is passed on to the system ends at a NUL.
const isWhole = (text: string) => !text.includes("\0");
const text = z.string().refine(isWhole);
const someText = z.string().min(1).refine(isWhole);

export const manifestRoleSchema = z.strictObject({
  build: someText.optional(),
  run: someText.optional(),
  cwd: someText.optional(),
  env: z.record(someText, text).optional(),
  stdin: z.array(text).optional(),
  port: z.int().min(1).max(65_535).optional(),
  host: someText.optional(),
});

export const manifestRolesSchema = z.strictObject({
  server: manifestRoleSchema.optional(),
  client: manifestRoleSchema.optional(),
  receiver: manifestRoleSchema.optional(),
  sender: manifestRoleSchema.optional(),
});

/** `sockgrade.yaml`: how to start what names do not tell; for one exercise alone what stands below its id. */
export const manifestSchema = manifestRolesSchema.extend({
  exercises: z.record(z.string().regex(/^ex\d{1,2}$/), manifestRolesSchema).optional(),
});

export type ManifestRole = Readonly<z.infer<typeof manifestRoleSchema>>;
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
