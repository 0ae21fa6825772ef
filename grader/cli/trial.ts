import { detectKernel } from "../kernel/kernel.ts";
import { tryBubblewrap } from "../sandbox/bubblewrap-trial.ts";
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
  sandbox: await tryBubblewrap({ isInSlot, path }),
  capture: isInSlot ? await tryCapture(path) : undefined,
};
process.stdout.write(JSON.stringify(tried), () => process.exit());
