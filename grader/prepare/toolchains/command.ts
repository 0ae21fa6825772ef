import { join } from "node:path";
import { splitWords, needsShell } from "../../submission/command-line.ts";
import { everyFolderOf, findProgram, isExecutable } from "../find-program.ts";
import type { Toolchain } from "../toolchain.ts";

/** Whatever the manifest's `run` says, as a terminal in that folder would start it. */
export const command: Toolchain = {
  language: "command",
  tools: [],

  async prepare({ role, cwd, manifest }, { env }) {
    const run = manifest?.run ?? "";
    const interpreters = everyFolderOf(env["PATH"]);
    if (needsShell(run))
      return { status: "ready", command: ["/bin/sh", "-c", run], interpreters, shown: [run] };
    const [first = "", ...rest] = splitWords(run) ?? [];
    const path = first.includes("/") ? join(cwd, first) : await findProgram([first], env["PATH"]);
    // An absolute path is left alone: join would put it below the submission.
    const program = first.startsWith("/") ? first : path;
    if (program !== undefined && (await isExecutable(program)))
      return {
        status: "ready",
        command: [program, ...rest],
        interpreters,
        shown: [first, ...rest],
      };
    if (first.includes("/")) {
      return {
        status: "broken",
        cause: { kind: "does-not-compile", role, output: `${first}: not found, or not executable` },
      };
    }
    return {
      status: "unavailable",
      error: `${first} is not installed, but sockgrade.yaml starts the ${role} with it`,
    };
  },
};
