import type { CauseOf } from "../model/cause.ts";
import type { ProgramActor } from "./program-actor.ts";
import { lastLineOf } from "./screen-match.ts";

/** Whether a program has ended by crashing, and what it said last. */
export function explainCrash(actor: ProgramActor): CauseOf<"crashed"> | undefined {
  const { exit } = actor;
  if (exit === undefined || actor.wasEnded) return undefined;
  const { spoken } = actor.screen;
  const isCrash = exit.signal !== undefined || (exit.code !== 0 && tracebacks.test(spoken));
  if (!isCrash) return undefined;
  return {
    kind: "crashed",
    actor: actor.name,
    ...exit,
    lastLine: tellingLine(spoken),
    place: placeOf(spoken, actor.launch.file),
  };
}

/**
 * An uncaught exception that ended only a thread, or the handler of one client: the program is still there,
 * and its last words tell more than what did not happen because of it.
 */
export function explainTraceback(actor: ProgramActor): CauseOf<"crashed"> | undefined {
  const spoken = actor.screen.errorText;
  if (actor.exit !== undefined || !tracebacks.test(spoken)) return undefined;
  return {
    kind: "crashed",
    actor: actor.name,
    lastLine: tellingLine(spoken),
    place: placeOf(spoken, actor.launch.file),
  };
}

/** How interpreters begin to explain an uncaught exception, and tools an error. */
const tracebacks =
  /Traceback \(most recent call last\)|Exception in thread|^\s+at .+\(.+\)$|^panic: |^thread '.*panicked at|^Unhandled exception|^\S+\.rb:\d+:|(?:Syntax|Indentation|Tab)Error|\bError: |^(?:error|erro)\b/imu;

/** Python puts the message after the stack, all others before it. */
function tellingLine(spoken: string): string {
  if (spoken.includes("Traceback (most recent call last)")) return lastLineOf(spoken);
  const message = before.exec(spoken)?.[0] ?? below.exec(spoken)?.[1];
  return message?.trim() ?? lastLineOf(spoken);
}

/** Java, Node, Go, Ruby, PHP, .NET. */
const before =
  /^(?:Exception in thread .*|(?:Uncaught )?\w*Error(?: \[\w+\])?: .*|panic: .*|(?:<internal:.*>|\S+\.rb):\d+:in .*|\S+\.rb:\d+: .*|(?:PHP )?(?:Fatal|Parse) error: .*|(?:Unhandled exception\. )?System\.[\w.]+Exception\b.*)$/mu;

/** Rust tells where before it tells what. */
const below = /^thread '.*panicked at .*\n(\S.*)$/mu;

/** The innermost line of the student's own file in a traceback. */
function placeOf(spoken: string, file: string): CauseOf<"crashed">["place"] {
  const name = file.split("/").at(-1) as string;
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  const spots = [
    ...spoken.matchAll(new RegExp(`${quoted}(?:", line |:)(\\d+)(?:[^\\n]*\\n\\s+(.*))?`, "gu")),
  ];
  const isPython = spoken.includes("Traceback");
  const spot = isPython ? spots.at(-1) : spots[0];
  if (spot === undefined) return undefined;
  return { file, line: Number(spot[1]), text: isPython ? spot[2]?.trim() : undefined };
}
