import { missingText } from "../messages/missing-text.ts";
import { wordsFor } from "../messages/index.ts";
import type { Language } from "../model/language.ts";
import type { Loss, MissingPiece } from "../model/missing-piece.ts";
import type { Slot } from "../run/slots.ts";
import type { Host } from "../sandbox/host.ts";
import { probe, refusedTool } from "../sandbox/probe.ts";
import type { Tried } from "./trial.ts";
import { tryMachine } from "./try-machine.ts";

/**
 * What this machine lacks for a run, found once. The first slot that is there speaks for all:
 * nobody waits for the others. Whoever says `--sandbox off` wants none of it, and is told nothing.
 */
export async function findMissing(
  slots: readonly Promise<Slot>[],
  sandbox: "auto" | "require" | "off",
): Promise<readonly MissingPiece[]> {
  if (sandbox === "off") return [];
  const slot = await Promise.race(slots);
  const host = hostOf(process.env);
  const found = await probe({ isolated: slot.tier === 1, kernel: slot.kernel }, host);
  const lacks = (loss: Loss) => found.some(({ costs }) => costs === loss);
  const wasRefused =
    (slot.sandbox === "none" && !lacks("sandbox")) || (!slot.seesPackets && !lacks("capture"));
  if (slot.tier !== 1 || !wasRefused) return found;
  const tried = await tryMachine({ isolated: true, path: host.path });
  return [...found, ...refusedTools(tried, found, host)];
}

/** Tools that are there and did not work in a slot, with what they said; not those found missing already. */
export function refusedTools(
  tried: Tried,
  found: readonly MissingPiece[],
  host: Host,
): readonly MissingPiece[] {
  return ([["sandbox", "bwrap"] as const, ["capture", "tcpdump"] as const] as const).flatMap(
    ([loss, tool]) => {
      const error = tried[loss];
      if (error === undefined || found.some(({ costs }) => costs === loss)) return [];
      return [refusedTool(loss, tool, error, host)];
    },
  );
}

/**
 * Says on standard error what a run goes without, in one line, where no report for people goes to the
 * screen; such a report has it in its header.
 */
export function tellMissing(
  missing: readonly MissingPiece[],
  reporters: readonly string[],
  language: Language,
): void {
  const isInHeader = reporters.length === 0 || reporters.includes("tty");
  if (missing.length === 0 || isInHeader) return;
  const { machine, report } = wordsFor(language);
  const pieces = missing.map((piece) => `${report.missing} ${missingText(piece, machine)}`);
  process.stderr.write(`sockgrade: ${pieces.join("; ")}; ${machine.more}\n`);
}

/** Who runs the grader, for whatever looks at the machine. */
export function hostOf(env: Readonly<Record<string, string | undefined>>): Host {
  return { path: env["PATH"] ?? "", isRoot: process.geteuid?.() === 0 };
}
