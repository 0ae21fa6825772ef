import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBuildCache } from "../prepare/build-cache/build-cache.ts";
import { prepare } from "../prepare/prepare.ts";
import { runToEnd } from "../process/spawn.ts";
import { openSubmission } from "../submission/open.ts";

// Run by `bench.ts`, in a process of its own each time, as a grading is: how long it takes until the
// programs of a submission are known, and until they are ready to start. Prints milliseconds.
const [folder = "", caches = ""] = process.argv.slice(2);
const workDir = mkdtempSync(join(tmpdir(), "sockgrade-bench-"));
const host = { ...process.env, XDG_CACHE_HOME: caches };
const cache = caches === "" ? undefined : openBuildCache({ host, edition: "bench" });
const compile: number[] = [];

const begin = performance.now();
const submission = await openSubmission(folder);
const open = performance.now() - begin;
await prepare(submission, {
  workDir,
  host,
  runTool: ({ command, input = "", ...settings }) => runToEnd(command, { ...settings, input }),
  builds: cache && (() => Promise.resolve({ build: timed })),
});
const ready = performance.now() - begin;
process.stdout.write(JSON.stringify({ open, ready, compile: Math.max(...compile) }));
rmSync(workDir, { recursive: true });

async function timed(...build: Parameters<NonNullable<typeof cache>["build"]>) {
  const started = performance.now();
  const run = await (cache as NonNullable<typeof cache>).build(...build);
  compile.push(performance.now() - started);
  return run;
}
