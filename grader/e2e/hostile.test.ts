import { readlinkSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Guard } from "./hostile/guard.ts";
import { hostileFixtures, type HostileFixture } from "./hostile/fixture.ts";
import type { GrowthReport, Holding } from "./hostile/growth.ts";
import type { InsideReport } from "./hostile/inside.ts";
import { actsOnTerminal, judge } from "./hostile/judge.ts";
import { limitMs, limitOptions } from "./hostile/limits.ts";
import { prove, provenNamespaces } from "./hostile/prove.ts";

// Each is held by a guard with memory of its own; the machine's cores decide how many at a time.
vi.setConfig({ maxConcurrency: 2, testTimeout: 240_000 });

let guard: Guard;
beforeAll(async () => {
  guard = await Guard.build();
});
afterAll(() => guard[Symbol.dispose]());

const fixtures = hostileFixtures();

describe.concurrent("as well as this machine allows", () => {
  it.each(fixtures)("$name", async (fixture) => {
    expect(await problemsOf(fixture, "require")).toEqual([]);
  });
});

describe.concurrent("on the shared machine", () => {
  it.each(fixtures.filter(({ expected }) => expected.alsoShared))("$name", async (fixture) => {
    expect(await problemsOf(fixture, "off")).toEqual([]);
  });
});

// What keeps the class honest: were the programs harmless, all of it would pass.
describe.concurrent("without a sandbox they do get in", () => {
  it.each([
    ["reads-secrets", /^told the secret: ssh$/mu],
    ["writes-outside", /^left: files: \/etc\/owned/mu],
    ["reaches-the-host", /^reached: TCP service$/mu],
    ["reads-environment", /inherited descriptors|SOCKGRADE|an open file/u],
    ["manifest-build-daemon", /^left: processes: .* sleep 1000/mu],
  ] as const)("%s", async (name, sign) => {
    const fixture = fixtures.find((one) => one.name === name) as HostileFixture;
    expect((await problemsOf(fixture, "off")).join("\n")).toMatch(sign);
  });
});

it("proves that it is in a guard before anything else", () => {
  const here = Object.fromEntries(
    provenNamespaces.map((name) => [name, readlinkSync(`/proc/self/ns/${name}`)]),
  );
  expect(() => prove(here)).toThrow("Expected a user namespace of its own");
  expect(() => prove({})).toThrow("Expected a user namespace of its own");
  const elsewhere = Object.fromEntries(provenNamespaces.map((name) => [name, `${name}:[1]`]));
  expect(() => prove(elsewhere)).toThrow(
    /^Expected no interface but loopback|^Expected to be a user/u,
  );
});

describe("what a program prints, and what its files are called", () => {
  it.each(fixtures.filter(({ name }) => /^(?:terminal-escapes|odd-program-name)$/u.test(name)))(
    "$name: neutral on a person's terminal",
    async (fixture) => {
      // The whole exercise: what a program printed is shown for a check that failed.
      const whole = { ...fixture, expected: { ...fixture.expected, only: undefined } };
      const { gradings } = await gradeInGuard(whole, ["--sandbox", "require"]);
      const { code, stdout, stderr } = gradings[0] ?? { stdout: "", stderr: "" };
      expect(code === 0 || code === 1).toBe(true);
      expect(stdout + stderr).not.toMatch(actsOnTerminal);
      // It is shown all the same, only harmless.
      expect(stdout).toContain("owned");
    },
  );
});

it("a grader that grades many of them does not grow", async () => {
  const request = { names: quickOnes, rounds: 10, warmUp: 3 };
  const { warm, end, left } = await guard.run<GrowthReport>("growth", request, 120_000);
  const grown = Object.entries(most).filter(
    ([name, by]) => end[name as keyof Holding] > warm[name as keyof Holding] + by,
  );
  expect({ grown, warm, end }).toEqual({ grown: [], warm, end });
  expect(left).toEqual([]);
});

/** One for each thing that could stay: output, descriptors, connections, processes. */
const quickOnes = ["output-without-end", "daemon", "output-lines", "ignores-signals"];

/** What 28 gradings may add: less than half of what leaks when each flood or each pair leaves one thing. */
const most: Readonly<Partial<Holding>> = {
  residentMiB: 20,
  heapMiB: 6,
  descriptors: 0,
  slotMiB: 30,
  slotDescriptors: 6,
  processes: 0,
};

async function problemsOf(
  fixture: HostileFixture,
  sandbox: "require" | "off",
): Promise<readonly string[]> {
  const { expected } = fixture;
  const options = ["--reporter", "json", "--sandbox", sandbox, ...limitOptions];
  try {
    return judge(expected, await gradeInGuard(fixture, options), limitMs);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function gradeInGuard(
  { name, expected }: HostileFixture,
  options: readonly string[],
): Promise<InsideReport> {
  const request = { name, expected, options, timeoutMs: limitMs + 1000 };
  return guard.run<InsideReport>("inside", request, guardMs(expected.repeat));
}

/** Every grading at its slowest, the guard's making, and the time it waits for what was left. */
function guardMs(gradings: number): number {
  return gradings * (limitMs + 1000) + 15_000;
}
