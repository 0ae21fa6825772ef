import { availableParallelism } from "node:os";
import { beforeAll, expect, it } from "vitest";
import type { Specimen } from "../run/verify.ts";
import { allSpecimens, type Graded, gradeSpecimens } from "./grade-specimens.ts";

const specimens = allSpecimens();

/**
 * Grading goes on in the background, in the order of the tests; each test waits for its own. Wrong programs
 * are held to what they must fail, or it would take too long: `sockgrade verify` looks at all the rest.
 */
const endings = new Map(specimens.map((specimen) => [nameOf(specimen), ending()]));

beforeAll(() => {
  gradeSpecimens(specimens, {
    // One more than there are cores, as programs wait for each other now and then.
    slots: availableParallelism() + 1,
    seed: 1,
    scope: "declared",
    onGraded: (graded) => endings.get(nameOf(graded.specimen))?.resolve(graded),
  }).catch((error: unknown) => {
    for (const { reject } of endings.values()) reject(error);
  });
});

it.each(specimens.map(nameOf))("%s ends as declared", { timeout: 120_000 }, async (name) => {
  const graded = await endings.get(name)?.promise;
  if (graded !== undefined && graded.evidence !== "") process.stderr.write(`${graded.evidence}\n`);
  expect(graded?.differences).toEqual([]);
});

function nameOf({ exercise, name }: Specimen): string {
  return `${exercise} ${name}`;
}

function ending() {
  let resolve: (graded: Graded) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Graded>((...settle) => ([resolve, reject] = settle));
  // The test that waits for it tells; the others must not end the whole run.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
