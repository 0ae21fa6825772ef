import { build } from "esbuild";
import { chmodSync, mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../exercise/package-root.ts";
import type { ToolRun } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { makeCage } from "./cage.ts";
import { guardSetup, inGuard } from "./guard-setup.ts";
import { provenNamespaces, type Outside } from "./prove.ts";

/**
 * Runs programs that mean harm, and the grader that grades them, where neither can hurt this
 * machine even if the grader's own sandbox fails: in fresh namespaces with a file system of their
 * own, as a user who owns nothing out here, bounded in memory, processes and time. What runs in
 * there proves it before anything else (see `prove.ts`).
 */
export class Guard implements Disposable {
  readonly #programs: string;

  private constructor(programs: string) {
    this.#programs = programs;
  }

  /** Bundles the programs that run in the guard: `tsx` would take longer than most gradings. */
  static async build(): Promise<Guard> {
    const programs = mkdtempSync(join(tmpdir(), "sockgrade-guard-"));
    // Whoever the guard's user is.
    chmodSync(programs, 0o755);
    await build({
      entryPoints: ["inside", "growth"].map((name) => join(import.meta.dirname, `${name}.ts`)),
      outdir: programs,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      external: ["@lydell/node-pty"],
      banner: { js: requireForCommonJs },
      logLevel: "warning",
    });
    return new Guard(programs);
  }

  /**
   * Runs one of the bundled programs in a guard of its own and reads the JSON document it prints.
   * `timeoutMs` is wall time for everything, making the guard included.
   * @throws with the reason when the guard could not be made, or ended without a document: then
   *   something in it has ended the program that watched it.
   */
  async run<Report>(program: string, request: object, timeoutMs: number): Promise<Report> {
    const cage = makeCage();
    try {
      const places = { project: packageRoot, programs: this.#programs, node: process.execPath };
      const script = `${inGuard.project}/guard/${program}.mjs`;
      const said = JSON.stringify({ ...request, outside: outside() });
      const command = cage.wrap(places, (at, { project, programs, node }) => [
        ...unshare,
        "sh",
        "-c",
        guardSetup,
        "sh",
        at,
        project,
        programs,
        node,
        inGuard.node,
        "--expose-gc",
        script,
        said,
      ]);
      const run = await runToEnd(command, { cwd: "/", env, timeoutMs, maxBytes: 64 << 20 });
      return reportOf(run) as Report;
    } finally {
      await cage.remove();
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#programs, { recursive: true, force: true });
  }
}

const requireForCommonJs =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

const unshare =
  "unshare --user --map-root-user --net --pid --mount --ipc --fork --kill-child".split(" ");

/** What every program in the guard begins with; nothing of ours. */
const env = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: inGuard.home,
  LC_ALL: "en_US.UTF-8",
};

/** What must be different in there. */
function outside(): Outside {
  return Object.fromEntries(
    provenNamespaces.map((name) => [name, readlinkSync(`/proc/self/ns/${name}`)]),
  );
}

function reportOf({ stdout, stderr, code, signal, timedOut }: ToolRun): unknown {
  const end = timedOut ? "no end within its time" : `exit ${code ?? signal}`;
  const report = stdout.split("\n").findLast((line) => line.startsWith("{"));
  if (report === undefined) {
    throw new Error(
      `Expected a report from the guard, got ${end}: ${stderr.trim().slice(-2000) || "no reason"}`,
    );
  }
  return JSON.parse(report);
}
