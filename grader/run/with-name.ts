import type { Cause } from "../model/cause.ts";
import { type ActorName, partOf, type Role, roleOf } from "../model/role.ts";
import type { TraceEvent } from "../model/trace.ts";
import { diagnose } from "../prepare/diagnose.ts";
import type { LastWords } from "../prepare/last-words/last-words.ts";
import { lastLineOf } from "../scenario/screen-match.ts";
import type { Job, JobResult } from "./job.ts";

/**
 * A program that came to nothing for a reason that has a name (a syntax error, a missing module, a port
 * that it may not have) fails by that name. Its last words are read; nothing is started for it.
 * @param isIsolated it ran in a network of its own.
 */
export function withName(result: JobResult, job: Job, isIsolated: boolean): JobResult {
  const { outcome } = result;
  if (outcome.status !== "failed") return result;
  const { cause, trace } = outcome;
  const actor = whoEnded(cause, trace);
  if (actor === undefined) return result;
  const prepared = job.prepared[roleOf(actor) as Role];
  if (prepared?.status !== "ready") return result;
  const named = diagnose(prepared.launch, lastWordsOf(actor, cause, trace, isIsolated));
  if (named === undefined) return result;
  // As for a compiler that is too old: the student's machine has what ours lacks.
  if (named.kind === "syntax-error" && named.needs !== undefined) {
    const { feature, version, has } = named.needs;
    const error = `${prepared.launch.file} needs Python ${version} or newer (${feature}), and this machine has Python ${has}`;
    return { ...result, outcome: { ...outcome, status: "errored", error } };
  }
  const { waits, transport } = cause;
  const whole: Cause = { ...named, waits, ...(transport && { transport }) };
  return { ...result, outcome: { ...outcome, cause: whole } };
}

/** The program that a cause is about, if it may have ended before it did anything. */
function whoEnded(cause: Cause, trace: readonly TraceEvent[]): ActorName | undefined {
  if (!("actor" in cause) || cause.actor === undefined || roleOf(cause.actor) === undefined)
    return undefined;
  const { actor } = cause;
  if (cause.kind === "crashed") return cause.signal === undefined ? actor : undefined;
  if (!startFailures.has(cause.kind)) return undefined;
  const end = trace.findLast((event) => event.kind === "exit" && event.actor === actor);
  const hasEnded = end?.kind === "exit" && end.signal === undefined;
  return hasEnded || isConnecting(actor, cause) ? actor : undefined;
}

/** What checks say of a program that never came to be what they want of it. */
const startFailures: ReadonlySet<Cause["kind"]> = new Set([
  "exited-early",
  "not-connected",
  "not-listening",
  "not-joined",
  "nothing-multicast",
  "nothing-said",
  "never-asked",
  "not-sent",
] as const);

function lastWordsOf(
  actor: ActorName,
  cause: Cause,
  trace: readonly TraceEvent[],
  isIsolated: boolean,
): LastWords {
  const screen = (stream: "stdout" | "stderr") =>
    trace
      .flatMap((event) =>
        event.kind === "screen" && event.actor === actor && event.stream === stream
          ? [event.text]
          : [],
      )
      .join("");
  const spoken = `${screen("stdout")}\n${screen("stderr")}`;
  const isCrash = cause.kind === "crashed";
  const end = trace.findLast((event) => event.kind === "exit" && event.actor === actor);
  return {
    spoken,
    lastLine: isCrash ? cause.lastLine : lastLineOf(spoken),
    end: end?.kind === "exit" ? { code: end.code, signal: end.signal } : undefined,
    place: isCrash ? cause.place : undefined,
    hasDoneNothing: !trace.some((event) => isDeed(event, actor)),
    isConnecting: isConnecting(actor, cause),
    transport: cause.transport ?? "tcp",
    wasFirst: isFirstOfItsSide(actor, trace),
    hasEveryAddress: isIsolated,
  };
}

function isDeed(event: TraceEvent, actor: ActorName): boolean {
  switch (event.kind) {
    case "listening":
    case "joined":
    case "typed":
      return event.actor === actor;
    case "connect":
    case "wire":
      return event.from === actor || event.to === actor;
    default:
      return false;
  }
}

function isConnecting(actor: ActorName, { waits }: Cause): boolean {
  return waits?.[actor]?.on === "connect";
}

function isFirstOfItsSide(actor: ActorName, trace: readonly TraceEvent[]): boolean {
  const side = (one: ActorName) => partOf(roleOf(one) ?? "client");
  const started = trace.filter(
    (event) => event.kind === "start" && side(event.actor) === side(actor),
  );
  return started.length === 1;
}
