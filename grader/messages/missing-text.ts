import { neutralise } from "../lib/neutralise.ts";
import type { MissingPiece, MissingReason } from "../model/missing-piece.ts";
import type { MachineWords } from "./catalogue.ts";

/** What is missing and why, as one line without a full stop. */
export function missingText(piece: MissingPiece, words: MachineWords): string {
  return `${words.without[piece.costs]} (${becauseText(piece.reason, words)})`;
}

/** Why a piece is missing, to stand in a sentence; what the system wrote is neutralised. */
export function becauseText(reason: MissingReason, words: MachineWords): string {
  const say = words.because[reason.kind] as (reason: MissingReason) => string;
  return neutralise(say(reason));
}

/** Who runs what to change it, the command in a line of its own; no lines where none is known. */
export function adviceText(piece: MissingPiece, words: MachineWords): readonly string[] {
  return piece.command === undefined ? [] : [words.advice(piece), `  ${piece.command}`];
}
