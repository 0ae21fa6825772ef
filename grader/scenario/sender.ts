import type { ActorName } from "../model/role.ts";
import { explainCrash } from "./crash.ts";
import { wantsArguments } from "./launch-variants.ts";
import type { ProgramActor } from "./program-actor.ts";
import { meetingPlace } from "./receiver.ts";
import type { Stage } from "./stage.ts";
import { startProgram } from "./start-program.ts";
import type { Stuck } from "./until.ts";

/** A student's sender that has been started, and how it got what it is to send. */
export type StartedSender = Readonly<{
  actor: ProgramActor;
  /** `nothing`: it sends what it likes, or nobody had anything to tell it. */
  told: "keyboard" | "argument" | "nothing";
}>;

/**
 * Starts the student's sender and gives it a text to send: on its keyboard when it asks, as an
 * argument when it wants one. Without a text it is only started.
 * @param isHeard whether it has sent something, as far as the grader can tell.
 */
export async function startSender(
  stage: Stage,
  name: ActorName,
  text: string | undefined,
  isHeard: (actor: ProgramActor) => boolean,
): Promise<StartedSender> {
  const group = meetingPlace(stage);
  const started = await startProgram<"asks" | "sends">(stage, {
    name,
    launch: stage.launchOf("sender"),
    side: "server",
    address: { host: group.address, port: group.port, message: text },
    isUp: (actor, _, atPrompt) => {
      if (atPrompt) return "asks";
      return isHeard(actor) || hasEndedWell(actor) ? "sends" : undefined;
    },
  });
  const { actor } = started;
  if ("stuck" in started && !mayHaveSent(actor, started.stuck)) {
    actor.missed("sends", text);
    return actor.failStuck(started.stuck, { kind: "nothing-multicast", actor: name, group, text });
  }
  if (!("stuck" in started) && started.value === "asks") {
    if (text === undefined) return { actor, told: "nothing" };
    actor.typeNow(text);
    return { actor, told: "keyboard" };
  }
  const isArgument = stage.knowledge.sender?.args.includes("{message}") === true;
  if (isArgument) stage.note({ kind: "message-as-argument", actor: name });
  return { actor, told: isArgument ? "argument" : "nothing" };
}

function hasEndedWell(actor: ProgramActor): boolean {
  return actor.exit?.code === 0 && !wantsArguments(actor.screen.text);
}

/** Where a datagram went that nobody here heard, the packets will say; so much for one whose program is no wreck. */
function mayHaveSent(actor: ProgramActor, { why }: Stuck): boolean {
  if (why === "ended") return explainCrash(actor) === undefined;
  return why === "settled" && actor.sockets().some(({ protocol }) => protocol === "udp");
}
