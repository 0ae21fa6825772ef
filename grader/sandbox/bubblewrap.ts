import { dirname } from "node:path";
import { type Limits, limitTable } from "../model/limits.ts";
import type { Workplace } from "../model/workplace.ts";
import { runToEnd } from "../process/spawn.ts";
import { underShell } from "./first-process.ts";
import { folderBytes } from "./folder-bytes.ts";
import { inside, namesInside, rename, renameAll, reversed } from "./inside.ts";
import { findTool } from "./find-tool.ts";
import type { Enclosure, Purpose, Sandbox } from "./sandbox.ts";
import { isFull, keepScratch, makeScratch, removeScratch, type Scratch } from "./scratch.ts";
import { visibleEtc } from "./visible-etc.ts";
import { interpreterOptions, pathInside, systemOptions, systemPath } from "./visible-system.ts";

export type BubblewrapOptions = Readonly<{
  /** The PATH that bwrap is looked for on. */
  path: string;
  /** How commands are started here, without the privileges of whoever starts them. */
  wrap: (command: readonly string[]) => readonly string[];
  /** Folders that no program may see, wherever they lie. */
  hidden: readonly string[];
  /** A file system of its own for the checks' copies; without, they lie beside the workplace. */
  scratch?: string | undefined;
}>;

/**
 * bubblewrap (bwrap(1)): every program sees a file system that was made for it, itself and what it
 * started, and nobody else; the network is the one it is started in.
 */
export class Bubblewrap implements Sandbox {
  readonly kind = "bubblewrap";
  isSpent = false;
  readonly #options: BubblewrapOptions;
  /** The command as far as it is the same for all programs. */
  readonly #common: readonly string[];
  #scratchMiB: number = limitTable.disk.usual;

  private constructor(common: readonly string[], options: BubblewrapOptions) {
    this.#common = common;
    this.#options = options;
  }

  /** Tries it. @returns what was said where bwrap is not there or is not allowed to work. */
  static async tryOut(options: BubblewrapOptions): Promise<Bubblewrap | string> {
    const tool = findTool("bwrap", options.path);
    if (tool === undefined) return "bwrap: not found";
    let refusal = "";
    const settings = { cwd: "/", env: { PATH: options.path, LC_ALL: "C" }, timeoutMs: trialMs };
    // The option is younger than the rest (0.8.0). Without it a program may make namespaces, inside of its own.
    for (const strict of [["--disable-userns"], []]) {
      const common = [tool, ...namespaces, ...strict, ...systemOptions(options.hidden)];
      const trial = options.wrap([...common, ...kernelViews, "--", "/bin/sh", "-c", ":"]);
      const { code, stderr } = await runToEnd(trial, settings);
      if (code === 0) return new Bubblewrap(common, options);
      refusal = stderr.trim().split("\n", 1)[0] ?? "";
    }
    return refusal;
  }

  async open(workplace: Workplace, limits: Limits, purpose: Purpose): Promise<Enclosure> {
    const { scratch: place } = this.#options;
    if (place !== undefined) await this.#makeRoom(place, workplace, limits);
    const here = place ?? dirname(workplace.home);
    const scratch = makeScratch(here, workplace, purpose);
    const etc = visibleEtc(here);
    const names = namesInside(workplace);
    return {
      // bwrap itself and the shell.
      wrappers: 2,
      get room() {
        if (place === undefined) return "unlimited";
        return isFull(scratch) ? "none" : "some";
      },
      enclose: ({ command, cwd, env, interpreters }) => ({
        command: [
          ...this.#common,
          ...kernelViews,
          "--ro-bind",
          etc,
          "/etc",
          ...ownFolders(scratch, purpose),
          // After the program's own folders, in which they may lie: somebody grades in /tmp.
          ...interpreterOptions(interpreters, this.#options.hidden),
          "--remount-ro",
          "/",
          ...environment({ ...renameAll(env, names), PATH: pathInside(interpreters) }),
          "--chdir",
          rename(cwd, names),
          "--",
          ...underShell(
            limits,
            command.map((word) => rename(word, names)),
          ),
        ],
        cwd: "/",
        // What a manifest sets (LD_PRELOAD) is for the program, not for the tools that enclose it.
        env: { PATH: systemPath },
      }),
      namesInside: (text) => rename(text, names),
      namesOutside: (text) => rename(text, reversed(names)),
      keep: (folder) => keepScratch(scratch, workplace, folder),
      [Symbol.asyncDispose]: () => {
        this.isSpent ||= !removeScratch(scratch);
        return Promise.resolve();
      },
    };
  }

  /** What is handed in comes on top of what its programs may write. */
  async #makeRoom(place: string, workplace: Workplace, limits: Limits): Promise<void> {
    const sizeMiB = limits.disk + handedInMiB(workplace);
    if (sizeMiB === this.#scratchMiB) return;
    this.#scratchMiB = sizeMiB;
    await runToEnd(["mount", "-o", `remount,size=${sizeMiB}m`, place], {
      cwd: "/",
      env: { PATH: this.#options.path },
      timeoutMs: trialMs,
    });
  }
}

function handedInMiB({ submission, out }: Workplace): number {
  return Math.ceil((folderBytes(submission) + folderBytes(out)) / 2 ** 20);
}

function environment(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value]);
}

const trialMs = 10_000;

const namespaces = [
  "--unshare-user",
  "--unshare-pid",
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
  // The ordinary user of /etc/passwd, whoever grades.
  "--uid",
  "1000",
  "--gid",
  "1000",
  "--hostname",
  "localhost",
  "--cap-drop",
  "ALL",
  "--die-with-parent",
  "--new-session",
  // The shell is the first process: a name that every terminal has above its programs.
  "--as-pid-1",
] as const;

/** Read-only: as the machine's administrator a program could change settings of the kernel there. */
const kernelViews = ["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"] as const;

/** Only these may be written: all lie on the one file system of the check, which has an end. */
function ownFolders(scratch: Scratch, purpose: Purpose): readonly string[] {
  const { home, out, tmp, shm, modules } = scratch;
  return [
    ["--bind", home, inside.home],
    [purpose === "build" ? "--bind" : "--ro-bind", out, inside.out],
    modules === undefined ? [] : ["--ro-bind", modules, `${inside.submission}/node_modules`],
    ["--bind", tmp, "/tmp"],
    ["--bind", shm, "/dev/shm", "--remount-ro", "/dev"],
  ].flat();
}
