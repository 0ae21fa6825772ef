import { constants } from "node:os";
import { descriptorsOf } from "../kernel/census.ts";
import type { LimitHit } from "../model/cause.ts";
import type { Limits } from "../model/limits.ts";
import type { Enclosure } from "../sandbox/sandbox.ts";
import { limitHit } from "./limit-hit.ts";
import type { ProgramActor } from "./program-actor.ts";

/**
 * Limits that the kernel held programs at, before the watcher saw anything: told by the counters of
 * a program's group, by the signal that ended it, by how full things are, and by the words in which
 * every language's library reports what a system call said.
 * @param room what is left of the limit `disk`, as an enclosure tells.
 */
export function limitEvidence(
  actors: readonly ProgramActor[],
  limits: Limits,
  room: Enclosure["room"],
): readonly LimitHit[] {
  const ofPrograms = actors.flatMap((actor) => {
    const said = wordsIn(actor.screen.text);
    const hits = new Set([
      ...actor.heldAt(),
      ...bySignal(actor),
      ...(holdsAll(actor, limits) ? (["descriptors"] as const) : []),
      ...said.filter((limit) => limit !== "disk"),
    ]);
    return [...hits].map((limit) => limitHit(limit, limits, actor.name));
  });
  const toldOfDisk = actors.some(({ screen }) => wordsIn(screen.text).includes("disk"));
  const isDisk = room === "none" || (room === "some" && toldOfDisk);
  return isDisk ? [...ofPrograms, limitHit("disk", limits)] : ofPrograms;
}

/** The shell around a program tells its signal as a code of 128 and more. */
function bySignal({ exit }: ProgramActor): readonly LimitHit["limit"][] {
  const { SIGXCPU, SIGXFSZ } = constants.signals;
  const ended = (name: string, number: number) =>
    exit?.signal === name || exit?.code === 128 + number;
  if (ended("SIGXCPU", SIGXCPU)) return ["cpu"];
  return ended("SIGXFSZ", SIGXFSZ) ? ["file"] : [];
}

function holdsAll(actor: ProgramActor, { descriptors }: Limits): boolean {
  if (actor.exit !== undefined) return false;
  return actor.look().processes.some((pid) => descriptorsOf(pid) >= descriptors);
}

function wordsIn(screen: string): readonly LimitHit["limit"][] {
  return words.filter(([pattern]) => pattern.test(screen)).map(([, limit]) => limit);
}

/** strerror(3) of EMFILE, EFBIG and ENOSPC, and what Python, Java and shells say for EAGAIN of fork(2). */
const words: readonly (readonly [RegExp, LimitHit["limit"]])[] = [
  [/too many open files/iu, "descriptors"],
  [/file too large|file size limit exceeded/iu, "file"],
  [/no space left on device/iu, "disk"],
  [
    /can't start new thread|unable to create (?:new )?native thread|fork\b.*resource temporarily unavailable|cannot fork/iu,
    "processes",
  ],
];
