import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { packageRoot } from "../exercise/package-root.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain } from "../process/testing.ts";

vi.setConfig({ testTimeout: 120_000 });

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({
    using: z.literal("composite"),
    steps: z.array(
      z.object({
        name: z.string(),
        id: z.string().optional(),
        if: z.string().optional(),
        shell: z.literal("bash").optional(),
        run: z.string().optional(),
        uses: z.string().optional(),
        with: z.record(z.string(), z.unknown()).optional(),
        env: z.record(z.string(), z.string()).optional(),
      }),
    ),
  }),
});

const read = (path: string) => readFileSync(join(packageRoot, path), "utf8");
const action = actionSchema.parse(parse(read("action.yml")));

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "sockgrade-action-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Job = Readonly<{
  outputs: Readonly<Record<string, string>>;
  summary: string;
  log: string;
  /** Of the step that ended the job, else 0. */
  code: number | undefined;
  report: readonly string[];
}>;

/** Runs the action's steps as a runner does: a file for each step's outputs, expressions put in. */
async function runJob(given: Readonly<Record<string, string>>): Promise<Job> {
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: usual = "" }]) => [name, usual]),
  );
  const values: Record<string, string> = { "runner.temp": folder };
  for (const [name, value] of Object.entries({ ...inputs, ...given }))
    values[`inputs.${name}`] = value;
  const fill = (text: string) =>
    text.replace(/\$\{\{ *([^ }]+) *\}\}/gu, (_, name: string) => values[name] ?? "");
  const summary = join(folder, "summary");
  writeFileSync(summary, "");
  let log = "";
  let code: number | undefined = 0;
  for (const { id, run, env = {} } of action.runs.steps) {
    if (run === undefined) continue;
    const output = join(folder, "output");
    writeFileSync(output, "");
    const told = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)]));
    const step = await runToEnd(["bash", "-e", "-c", run], {
      ...plain,
      env: {
        ...plain.env,
        ...told,
        GITHUB_ACTION_PATH: packageRoot,
        GITHUB_WORKSPACE: folder,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        RUNNER_TEMP: folder,
      },
      timeoutMs: 100_000,
    });
    log += step.stdout + step.stderr;
    for (const [, name = "", value = ""] of readFileSync(output, "utf8").matchAll(
      /^([\w-]+)=(.*)$/gmu,
    ))
      values[`steps.${id ?? ""}.outputs.${name}`] = value;
    code = step.code;
    if (code !== 0) break;
  }
  const report = join(folder, "sockgrade-report");
  return {
    outputs: Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)]),
    ),
    summary: readFileSync(summary, "utf8"),
    log,
    code,
    report: existsSync(report) ? readdirSync(report, { recursive: true }).map(String) : [],
  };
}

function decoded(result: string | undefined): unknown {
  return JSON.parse(Buffer.from(result ?? "", "base64").toString("utf8"));
}

describe("the action", () => {
  it("gives full marks, a summary, a page and packets", async () => {
    const path = join(folder, "submission");
    cpSync(join(packageRoot, "exercises/ex1-greeting-tcp/reference/python"), path, {
      recursive: true,
    });
    const job = await runJob({ exercise: "ex1", path });
    expect(job.log).toContain("::notice title=Autograding complete::Points 100/100\n");
    expect(job).toMatchObject({ code: 0, outputs: { score: "100", "max-score": "100" } });
    expect(decoded(job.outputs["result"])).toMatchObject({ status: "pass", max_score: 100 });
    expect(job.summary).toContain("100/100");
    expect(job.report).toContain("report.html");
    expect(job.report.some((name) => /^packets\/ex1-.*\.pcapng$/u.test(name))).toBe(true);
  });

  it("fails when points were lost, unless it is told not to, and says where", async () => {
    const path = join(packageRoot, "fixtures/submissions/ex12/wrong-closer");
    const lost = await runJob({ exercise: "ex12", path, language: "en" });
    expect(lost.code).toBe(1);
    expect(lost.log).toMatch(/^::error title=/mu);
    expect(Number(lost.outputs["score"])).toBeLessThan(100);
    expect((await runJob({ exercise: "ex12", path, fail: "false" })).code).toBe(0);
  });

  it("has a result for what can not be graded: no points, and why", async () => {
    writeFileSync(join(folder, "relatorio.txt"), "");
    const job = await runJob({ exercise: "ex3", path: folder });
    expect(job).toMatchObject({ code: 1, outputs: { score: "0", "max-score": "100" } });
    expect(decoded(job.outputs["result"])).toMatchObject({ status: "fail", max_score: 100 });
    expect(job.summary).toContain("relatorio.txt");
  });

  it("tells of a wrong request in an annotation, and never runs what stands in an input", async () => {
    const job = await runJob({ exercise: 'ex99"; touch "$RUNNER_TEMP/run' });
    expect(job.code).toBe(2);
    expect(job.log).toMatch(/^::error title=sockgrade::sockgrade: Expected an exercise/mu);
    expect(readdirSync(folder)).not.toContain("run");
  });

  it("names its inputs and outputs as the documentation does", () => {
    const documentation = read("docs/ci.md");
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(documentation).toContain(`\`${name}\``);
  });
});

describe("the examples", () => {
  it.each(["github-actions.yml", "github-classroom.yml"])(
    "%s uses the action's inputs and outputs",
    (name) => {
      const text = read(`examples/${name}`);
      const workflow = z
        .object({
          jobs: z.object({
            grade: z.object({
              steps: z.array(z.looseObject({ with: z.record(z.string(), z.unknown()).optional() })),
            }),
          }),
        })
        .parse(parse(text));
      const step = workflow.jobs.grade.steps.find(({ uses }) =>
        String(uses).includes("/sockgrade@"),
      );
      expect(Object.keys(action.inputs)).toEqual(
        expect.arrayContaining(Object.keys(step?.with ?? {})),
      );
      for (const [, output = ""] of text.matchAll(/steps\.sockgrade\.outputs\.([\w-]+)/gu))
        expect(Object.keys(action.outputs)).toContain(output);
    },
  );

  it("autograder.py writes what Classroom 50 reads, whatever was handed in", async () => {
    const home = join(folder, "home");
    cpSync(join(packageRoot, "dist"), join(home, "sockgrade", "dist"), { recursive: true });
    for (const name of ["node_modules", "exercises", "package.json"])
      symlinkSync(join(packageRoot, name), join(home, "sockgrade", name));
    const work = join(folder, "work");
    cpSync(join(packageRoot, "exercises/ex3-ping-pong-tcp/reference/python"), work, {
      recursive: true,
    });
    const script = join(packageRoot, "examples/classroom50/autograder.py");
    const run = async () =>
      await runToEnd(["python3", script], {
        cwd: work,
        env: { ...plain.env, HOME: home, CLASSROOM: "redes" },
        timeoutMs: 100_000,
      });
    const result = () => JSON.parse(readFileSync(join(work, "result.json"), "utf8")) as unknown;
    expect((await run()).code).toBe(0);
    expect(result()).toMatchObject({
      schema: "classroom50/result/v1",
      classroom: "redes",
      score: 100,
      "max-score": 100,
    });
    expect(readFileSync(join(work, "release-body.md"), "utf8")).toContain("100/100");
    rmSync(join(work, "server.py"));
    rmSync(join(work, "client.py"));
    expect((await run()).code).toBe(0);
    expect(result()).toMatchObject({ score: 0, "max-score": 100 });
  });
});
