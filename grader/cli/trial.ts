import { packageRoot } from "../exercise/package-root.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { Bubblewrap } from "../sandbox/bubblewrap.ts";
import { withoutPrivileges } from "../sandbox/namespace-network.ts";
import { tryCapture } from "../sandbox/capture-trial.ts";
import { tryLook } from "./try-look.ts";

/** What each thing that was tried said when it was refused; undefined where it went well. */
export type Tried = Readonly<{
  look?: string | undefined;
  sandbox?: string | undefined;
  /** Tried in a slot alone: elsewhere it would look at others' packets. */
  capture?: string | undefined;
}>;

// A program of its own because it runs in a slot; started by `try-machine.ts`, never by hand.
const path = process.env["PATH"] ?? "";
const isInSlot = process.argv.includes("slot");
const tried: Tried = {
  look: await tryLook(detectKernel(), path),
  sandbox: await trySandbox(),
  capture: isInSlot ? await tryCapture(path) : undefined,
};
process.stdout.write(JSON.stringify(tried), () => process.exit());

/** The sandbox as students' programs get it. */
async function trySandbox(): Promise<string | undefined> {
  const before = isInSlot ? withoutPrivileges : [];
  const wrap = (command: readonly string[]) => [...before, ...command];
  const found = await Bubblewrap.tryOut({ path, wrap, hidden: [packageRoot] });
  return typeof found === "string" ? found : undefined;
}
