import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import type { GradeResult } from "../model/result.ts";
import { gradeToJson } from "./run-sockgrade.ts";

const hardCoded = join(packageRoot, "fixtures", "submissions", "ex3", "right-handout-gethostname");

it("grades the reference without namespaces: nothing fails, and what can not be looked at says why", async () => {
  const { result } = await gradeToJson(["ex3", "--reference", "--sandbox", "off"]);
  expect(result.tier).not.toBe(1);
  expect(
    verdictsOf(result).filter(([, status]) => status !== "passed" && status !== "skipped"),
  ).toEqual([]);
  for (const { status, message, skipped } of result.checks) {
    if (status !== "skipped") continue;
    expect(skipped).toMatchObject({ kind: "unavailable" });
    expect(message).toMatch(/\w/u);
  }
  expect(result.score).toBe(result.maxScore);
  expect(result.maxScore).toBeGreaterThanOrEqual(90);
});

it.each([
  ["ex5", "multicast"],
  ["ex9", "multicast"],
  ["ex11", "hosts"],
  ["ex13", "multicast-ipv6"],
])("passes nothing of %s, for want of %s, and gives nobody full marks for it", async (id, what) => {
  const { run, result } = await gradeToJson([id, "--reference", "--sandbox", "off"]);
  expect(run.code).toBe(3);
  expect(result).toMatchObject({ score: 0, maxScore: 0 });
  for (const check of result.checks)
    expect(check).toMatchObject({ status: "skipped", skipped: { kind: "unavailable", what } });
});

it("does not fail a client that is gone before anybody has seen its connection", async () => {
  const args = ["ex6", "--reference", "--sandbox", "off", "--only", "together"];
  const { result } = await gradeToJson(args);
  expect(verdictsOf(result)).not.toContainEqual(expect.arrayContaining(["failed"]));
});

it("starts a server again at once and where it was, so that a port in TIME-WAIT shows", async () => {
  const folder = await mkdtemp(join(tmpdir(), "restart-"));
  await writeFile(join(folder, "server.py"), withoutReuse);
  const args = ["ex1", folder, "--sandbox", "off", "--only", "restart"];
  const { result } = await gradeToJson(args);
  await rm(folder, { recursive: true });
  expect(verdictsOf(result)).toEqual([["restart", "failed", "crashed"]]);
  expect(result.checks[0]?.message).toContain("Address already in use");
});

/** It closes first, and does not set SO_REUSEADDR. */
const withoutReuse = `import socket, sys
s = socket.socket()
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen()
while True:
    c, who = s.accept()
    print(who)
    c.sendall(b"Thank you for connecting")
    c.close()
`;

it("lets two gradings of programs with the same port in their code take turns", async () => {
  const args = ["ex3", hardCoded, "--sandbox", "off", "--seed", "3"];
  // A port that lingers in TIME_WAIT is waited out, a minute at a time.
  const patient = { timeoutMs: 280_000 };
  const { result: alone } = await gradeToJson(args, patient);
  const together = await Promise.all([gradeToJson(args, patient), gradeToJson(args, patient)]);
  for (const { run, result } of together) {
    expect(run.stderr).toBe("");
    expect(verdictsOf(result)).toEqual(verdictsOf(alone));
  }
  expect(verdictsOf(alone)).toContainEqual(["second-client", "passed", undefined]);
}, 300_000);

function verdictsOf({ checks }: GradeResult) {
  return checks.map(({ id, status, cause }) => [id, status, cause?.kind] as const);
}
