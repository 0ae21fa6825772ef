import { expect, test } from "vitest";
import { refusedByKotlin } from "./kotlin-refusal.ts";

const source = {
  role: "server",
  file: "src/server.kt",
  path: "/w/src/server.kt",
  root: "/w",
  cwd: "/w/src",
  args: [],
  manifest: undefined,
} as const;
const libraries = {
  paths: [],
  ofMachine: [],
  missing: [],
  askedBy: undefined,
  project: undefined,
};
const refused = (stderr: string) =>
  refusedByKotlin(
    { code: 1, signal: undefined, stdout: "", stderr, timedOut: false },
    source,
    libraries,
  );

test.each([
  ["/w/src/server.kt:2:9: error: unresolved reference: readln\n", "a Kotlin that has readln"],
  [
    '/w/src/server.kt:2:9: error: the feature "trailing commas" is only available since language version 1.4\n',
    "Kotlin 1.4",
  ],
])("%s is no mistake of the student's", (stderr, what) => {
  expect(refused(stderr)).toEqual({
    status: "unavailable",
    error: `src/server.kt needs ${what}; the one here is older`,
  });
});

test("a compiler that ends without an error has failed itself", () => {
  expect(refused("Killed\n")).toMatchObject({ status: "unavailable" });
});

test("what the student wrote is shown without what the JVM says", () => {
  const warning = "OpenJDK 64-Bit Server VM warning: Options -noverify were deprecated\n";
  expect(refused(`${warning}/w/src/server.kt:2:9: error: unresolved reference: x\n`)).toEqual({
    status: "broken",
    cause: {
      kind: "does-not-compile",
      role: "server",
      output: "src/server.kt:2:9: error: unresolved reference: x",
      place: { file: "src/server.kt", line: 2 },
    },
  });
});
