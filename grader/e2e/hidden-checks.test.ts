import { cp, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { type GradeResult, resultSchema } from "../model/result.ts";
import type { ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { plainEnvironment } from "./run-sockgrade.ts";

// No exercise hides a check, so this one does, in a copy of the built program: some of ex1, of which students see `closes`
// once the due date is over, and `survives-reset` never. Nothing that stays visible may need what is hidden.
const base = "ex1-greeting-tcp";
const name = "ex99-hidden";
const spec = `
import ex1 from "./exercises/${base}/spec.ts";
import { defineExercise } from "./grader/spec/exercise.ts";
const points = { listens: 50, greets: 35, closes: 10, "survives-reset": 5 };
const hidden = { closes: "after-due", "survives-reset": "never" };
const checks = ex1.checks
  .filter(({ id }) => id in points)
  .map((check) => ({ ...check, points: points[check.id], visibility: hidden[check.id] }));
export default defineExercise({ ...ex1, id: "ex99", slug: "hidden", checks });
`;

it("is not shown to students, whose maximum is smaller; staff and gradebooks have all of it", async () => {
  const copy = await copyWithHiddenChecks();
  const student = await grade(copy);
  expect(student.result).toMatchObject({
    score: 85,
    maxScore: 85,
    hidden: { untilDue: 1, always: 1 },
  });
  const after = await grade(copy, "--due", "2020-01-01");
  expect(after.result).toMatchObject({
    score: 95,
    maxScore: 95,
    hidden: { untilDue: 0, always: 1 },
  });
  const staff = await grade(copy, "--for", "staff");
  expect(staff.result).toMatchObject({ score: 100, maxScore: 100 });
  expect(staff.result.hidden).toBeUndefined();
  const ids = [student, after, staff].map(({ result }) => result.checks.map(({ id }) => id));
  expect(ids[2]?.filter((id) => !ids[1]?.includes(id))).toEqual(["survives-reset"]);
  expect(ids[1]?.filter((id) => !ids[0]?.includes(id))).toEqual(["closes"]);
  for (const { terminal, csv } of [student, after, staff]) {
    expect(terminal.includes("survives-reset")).toBe(terminal === staff.terminal);
    expect(csv).toContain(",100,100,");
  }
  expect(student.terminal).toContain(
    "1 check is hidden until the due date. 1 check is not shown to students.",
  );
});

it("can not be found out by asking for it, or by what is kept of it", async () => {
  const copy = await copyWithHiddenChecks();
  const asked = await sockgrade(copy, ["grade", "ex99", "--reference", "--only", "closes"]);
  expect(asked.code).toBe(2);
  expect(asked.stderr).not.toContain("survives-reset");
  const shown = await sockgrade(copy, ["show", "ex99"]);
  expect(shown.stdout).toContain("greets");
  expect(shown.stdout).not.toMatch(/^ *\d+ {2}(?:survives-reset|closes) /mu);
  expect((await sockgrade(copy, ["show", "ex99", "--for", "staff"])).stdout).toMatch(
    /^ *\d+ {2}closes /mu,
  );
  const kept = await tempFolder();
  const run = await sockgrade(copy, ["grade", "ex99", "--reference", "--pcap", kept]);
  expect(run.code).toBe(0);
  expect((await readdir(kept)).filter((file) => /closes|survives-reset/u.test(file))).toEqual([]);
});

async function copyWithHiddenChecks(): Promise<string> {
  const copy = await tempFolder({ "package.json": '{ "type": "module" }' });
  await cp(join(packageRoot, "dist"), join(copy, "dist"), { recursive: true });
  await cp(join(packageRoot, "exercises", base), join(copy, "exercises", name), {
    recursive: true,
  });
  await symlink(join(packageRoot, "node_modules"), join(copy, "node_modules"));
  await build({
    stdin: { contents: spec, resolveDir: packageRoot },
    outfile: join(copy, "dist", "exercises", name, "spec.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["@lydell/node-pty"],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return copy;
}

async function grade(
  copy: string,
  ...options: readonly string[]
): Promise<Readonly<{ result: GradeResult; terminal: string; csv: string }>> {
  const files = await tempFolder();
  const reporters = ["tty", `json=${files}/r.json`, `csv=${files}/g.csv`];
  const asked = reporters.flatMap((one) => ["--reporter", one]);
  const run = await sockgrade(copy, ["grade", "ex99", "--reference", ...options, ...asked]);
  if (run.code !== 0) throw new Error(`exit code ${run.code}: ${run.stderr}`);
  return {
    result: resultSchema.parse(JSON.parse(await readFile(join(files, "r.json"), "utf8"))),
    terminal: run.stdout,
    csv: await readFile(join(files, "g.csv"), "utf8"),
  };
}

async function sockgrade(copy: string, args: readonly string[]): Promise<ToolRun> {
  const main = join(copy, "dist", "grader", "cli", "main.js");
  return await runToEnd([process.execPath, main, ...args], {
    cwd: copy,
    env: plainEnvironment(),
    timeoutMs: 120_000,
    maxBytes: 64 << 20,
  });
}
