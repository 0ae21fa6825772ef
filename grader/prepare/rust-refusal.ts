import { doesNotCompile } from "./compiler-output.ts";
import type { Built, Source } from "./toolchain.ts";

/** What it means that rustc or cargo refused a program: the machine's failure or the student's. */
export function refusedByRust(stderr: string, { role, root }: Source): Built {
  if (/linker `\w+` not found/u.test(stderr))
    return { status: "unavailable", error: "gcc is not installed: apt-get install gcc libc6-dev" };
  // Stable in the compiler that the student has, it seems.
  const tooNew =
    /^error\[E0658\]: .*|.*requires rustc [\d.]+.*|.*requires the Cargo feature called.*/mu.exec(
      stderr,
    )?.[0];
  if (tooNew !== undefined && !/#!\[feature\b/u.test(stderr))
    return { status: "unavailable", error: `this machine's Rust is too old: ${tooNew.trim()}` };
  const module = foreign.exec(stderr)?.[1];
  if (module !== undefined)
    return { status: "broken", cause: { kind: "module-missing", role, module } };
  const output = stderr.replace(/^For more information about this error, .*\n?/gmu, "");
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}

/** A crate that is neither here nor vendored: cargo's words when it must not ask the network. */
const foreign =
  /(?:no matching package named|failed to download|failed to get|perhaps a crate was updated and forgotten to be re-vendored\?[^]{0,200}required by package) `([\w-]+)/u;
