import { runToEnd } from "../process/spawn.ts";

/**
 * Runs a program that does nothing in a sandbox of bubblewrap's (bwrap(1)), as it is run around a
 * student's. @returns what it said when it was refused; undefined when all went well.
 */
export async function tryBubblewrap({
  isInSlot,
  path,
}: Readonly<{ isInSlot: boolean; path: string }>): Promise<string | undefined> {
  const command = isInSlot ? [...withoutInherited, ...sandboxed] : sandboxed;
  const env = { PATH: path, LC_ALL: "C" };
  const { code, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 10_000 });
  return code === 0 ? undefined : (stderr.trim().split("\n", 1)[0] ?? "");
}

/** It refuses to start with the capabilities that a slot hands down. */
const withoutInherited = ["setpriv", "--ambient-caps=-all", "--inh-caps=-all", "--"];

const sandboxed =
  "bwrap --unshare-user --unshare-pid --unshare-ipc --unshare-uts --cap-drop ALL --die-with-parent --new-session --ro-bind / / --proc /proc --dev /dev true".split(
    " ",
  );
