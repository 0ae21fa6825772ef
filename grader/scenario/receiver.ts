import { isIPv6 } from "node:net";
import { joinedSince } from "../kernel/groups.ts";
import type { GroupMembership } from "../kernel/kernel.ts";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import { GroupSocket } from "../wire/group-socket.ts";
import { CheckUnavailable } from "./failure.ts";
import { expectedGroups, isExpectedGroup, isOfSameFamily } from "./group-range.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";
import { startProgram } from "./start-program.ts";
import type { Stuck } from "./until.ts";

/** A student's receiver that is in a group. */
export type JoinedReceiver = Readonly<{
  actor: ProgramActor;
  /** The group that it has joined, and the port that it has opened: what is sent there is for it. */
  at: Endpoint;
  /** What its socket is bound to: any address or the group, else it hears nothing. */
  bound: Endpoint;
}>;

/**
 * Starts the student's receiver and waits until the kernel's tables have it in a group, with a port.
 * A group that is not the handout's will do. `others` have joined before it, on the same host.
 * @throws CheckUnavailable where groups are out of reach, or the kernel does not tell who is in them.
 */
export async function startReceiver(
  stage: Stage,
  name: ActorName,
  others: readonly JoinedReceiver[],
): Promise<JoinedReceiver> {
  const group = meetingPlace(stage);
  const before = groupsNow(stage);
  const placeOf = (actor: ProgramActor) => joinedPlace(stage, actor, before);
  const started = await startProgram(stage, {
    name,
    launch: stage.launchOf("receiver"),
    side: "server",
    address: { host: group.address, port: group.port },
    isUp: (actor) => {
      const place = placeOf(actor);
      return place !== undefined && isExpectedGroup(stage, place.at.address) ? place : undefined;
    },
  });
  const { actor } = started;
  const place = "stuck" in started ? placeOf(actor) : started.value;
  if (place === undefined || actor.isOver) {
    const stuck = "stuck" in started ? started.stuck : ({ why: "ended" } as const);
    return await failToJoin(stage, actor, stuck, others);
  }
  if (!isOfSameFamily(stage, place.at.address)) {
    stage.fail({
      kind: "other-group",
      actor: name,
      expected: expectedGroups(stage),
      actual: place.at.address,
    });
  }
  stage.record({ kind: "joined", actor: name, ...place.at });
  return { actor, ...place };
}

/**
 * The exercise's group and port. @throws CheckUnavailable where multicast would leave the sandbox,
 * or nobody could tell who has joined.
 */
export function meetingPlace(stage: Stage): Endpoint {
  if (stage.group === undefined) throw new Error("the exercise has no multicast group");
  if (!stage.network.isolated || stage.kernel.groups(process.pid) === undefined) {
    throw new CheckUnavailable(isIPv6(stage.group) ? "multicast-ipv6" : "multicast");
  }
  return { address: stage.group, port: stage.port };
}

/** Whether an address is a multicast group's (RFC 5771 §3, RFC 4291 §2.7). */
export function isGroup(address: string): boolean {
  const first = Number.parseInt(address, 10);
  return /^ff/iu.test(address) || (first >= 224 && first <= 239 && !address.includes(":"));
}

/** The slot and all receivers are in one network. */
function groupsNow(stage: Stage): readonly GroupMembership[] {
  return stage.kernel.groups(process.pid) ?? [];
}

/** Where it is, once it has joined a group and opened a port, in whatever order. */
function joinedPlace(
  stage: Stage,
  actor: ProgramActor,
  before: readonly GroupMembership[],
): Pick<JoinedReceiver, "at" | "bound"> | undefined {
  const joined = joinedSince(before, groupsNow(stage)).map(({ address }) => address);
  const address = joined.find((one) => isExpectedGroup(stage, one)) ?? joined[0];
  const bound = boundPort(stage, actor);
  if (address === undefined || bound === undefined) return undefined;
  return { at: { address, port: bound.port }, bound };
}

function boundPort(stage: Stage, actor: ProgramActor): Endpoint | undefined {
  const ports = actor.sockets().filter(({ protocol }) => protocol === "udp");
  return (ports.find(({ local }) => local.port === stage.port) ?? ports[0])?.local;
}

async function failToJoin(
  stage: Stage,
  actor: ProgramActor,
  stuck: Stuck,
  [first]: readonly JoinedReceiver[],
): Promise<never> {
  const group = meetingPlace(stage);
  actor.missed("joins", group.address);
  // What a program says when it can not have its port differs from language to language, and Node's
  // says nothing; but whether it can be had is easily tried.
  if (first !== undefined && !(await GroupSocket.isShared(first.at))) {
    const { port } = first.at;
    stage.fail({ kind: "port-not-shared", actor: actor.name, first: first.actor.name, port });
  }
  const bound = actor.isOver ? undefined : boundPort(stage, actor);
  return actor.failStuck(stuck, { kind: "not-joined", actor: actor.name, group, bound });
}
