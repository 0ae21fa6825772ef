import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Limits } from "../model/limits.ts";
import type { Workplace } from "../model/workplace.ts";
import { rename, renameAll, type Renaming, reversed } from "./inside.ts";
import { underLimits } from "./resource-limits.ts";
import type { Enclosure, Purpose, Sandbox, Start } from "./sandbox.ts";
import { keepScratch, makeScratch, removeScratch } from "./scratch.ts";

/** No walls: programs see the whole machine. Each check still has a copy of its own to run in. */
export class NoSandbox implements Sandbox {
  readonly kind = "none";
  readonly isSpent = false;

  open(workplace: Workplace, limits: Limits, purpose: Purpose): Promise<Enclosure> {
    const scratch = makeScratch(dirname(workplace.home), workplace, purpose);
    const { submission, home, out, modules } = scratch;
    if (modules !== undefined) symlinkSync(modules, join(submission, "node_modules"));
    const names: Renaming = [
      [workplace.submission, submission],
      [workplace.home, home],
      [workplace.out, out],
    ];
    return Promise.resolve({
      wrappers: 0,
      room: "unlimited",
      enclose: ({ command, cwd, env }: Start) => ({
        command: limited(
          command.map((word) => rename(word, names)),
          limits,
        ),
        cwd: rename(cwd, names),
        env: renameAll(env, names),
      }),
      namesInside: (text) => rename(text, names),
      namesOutside: (text) => rename(text, reversed(names)),
      keep: (folder) => keepScratch(scratch, workplace, folder),
      [Symbol.asyncDispose]: () => {
        removeScratch(scratch);
        return Promise.resolve();
      },
    });
  }
}

/** All but processes: the kernel would count all of the user's on this machine. */
function limited(command: readonly string[], limits: Limits): readonly string[] {
  if (process.platform === "win32") return command;
  return underLimits({ ...limits, processes: undefined }, command);
}
