import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { packageRoot } from "../../exercise/package-root.ts";

const fixtures = join(packageRoot, "fixtures", "hostile");

/** What is made in the submission's folder at run time, because git or other systems can not hold it. */
export const oddities = [
  "links",
  "modules-outside",
  "reference-as-program",
  "secret-as-manifest",
  "pipe-as-program",
  "pipe-as-manifest",
  "deep-folders",
  "pipe",
  "socket",
  "device",
  "odd-names",
  "odd-program-name",
  "huge-file",
  "many-entries",
  "changing-program",
  "changing-folder",
] as const;

const expectationSchema = z.strictObject({
  about: z.string().min(1),
  exercise: z.string().default("ex3"),
  /** One check, where the full exercise adds nothing. */
  only: z.string().optional(),
  /**
   * The exact score; or that points are lost; or either of both, where it is the sandbox's
   * choice; or that the folder is refused in one clear line, where nothing in it can be graded.
   */
  verdict: z.union([z.int(), z.enum(["points-lost", "either", "refused", "refused-or-score"])]),
  /** What its screen must show, and must never show. */
  shows: z.array(z.string()).default([]),
  never: z.array(z.string()).default([]),
  /** Parts of the one line for a folder that is refused. */
  says: z.array(z.string()).default([]),
  make: z.array(z.enum(oddities)).default([]),
  /** How often it is graded, where harm needs luck. */
  repeat: z.int().default(1),
  /** Also run without namespaces, where nothing but the grader itself cleans up. */
  alsoShared: z.boolean().default(false),
});

export type Expectation = Readonly<z.infer<typeof expectationSchema>>;

/** A program that means harm, or does as much without meaning it, with what must become of it. */
export type HostileFixture = Readonly<{ name: string; expected: Expectation }>;

/** All of `fixtures/hostile`. @throws on an `expect.yaml` that is none. */
export function hostileFixtures(): readonly HostileFixture[] {
  return readdirSync(fixtures)
    .filter((name) => existsSync(join(fixtures, name, "expect.yaml")))
    .toSorted()
    .map((name) => ({ name, expected: readExpectation(name) }));
}

function readExpectation(name: string): Expectation {
  const parsed = expectationSchema.safeParse(
    parse(readFileSync(join(fixtures, name, "expect.yaml"), "utf8")),
  );
  if (parsed.success) return parsed.data;
  throw new Error(`${name}/expect.yaml: ${z.prettifyError(parsed.error)}`);
}
