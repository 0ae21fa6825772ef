import type { Text } from "../model/language.ts";
import { isInRange, isLimitName, type Limits, rangeOf } from "../model/limits.ts";
import type { FileRole, Role } from "../model/role.ts";
import { visibilities, type Visibility } from "../model/visibility.ts";
import type { Cast } from "./cast.ts";

/** What kind of program plays a role. */
export type RoleKind = Readonly<
  | { transport: "tcp" | "udp"; side: "server" | "client" }
  | { transport: "multicast"; side: "receiver" | "sender" }
>;

/** One thing that is looked at, and what it is worth. */
export type Check = Readonly<{
  id: string;
  /** Whole points; 0 makes it an observation, which informs and costs nothing. */
  points: number;
  /** Ids of the checks without which this one has no meaning. */
  needs: readonly string[];
  /** When students see it and its points; `visible` where nothing is said. */
  visibility?: Visibility | undefined;
  title: Text;
  hint: Text;
  /** The handout's story; ends normally when everything in it happened. */
  run: (cast: Cast) => Promise<void>;
}>;

/** An exercise as its `spec.ts` defines it. */
export type Exercise = Readonly<{
  /** `ex3`: what is typed on the command line. */
  id: string;
  slug: string;
  /** The handout's port. */
  port: number;
  /** The handout's multicast group, IPv4 or IPv6, where its programs meet in one. */
  group?: string | undefined;
  /** Groups that serve as well, as a prefix: `ff15::/16`. */
  groupRange?: string | undefined;
  title: Text;
  roles: Readonly<Partial<Record<Role, RoleKind>>>;
  /** What is handed in instead of programs; `roles` is empty then. */
  files?: readonly FileRole[] | undefined;
  checks: readonly Check[];
  /** The handout's story once, from the first prompt to the last: statements show the reference's run of it. */
  demonstration?: Check["run"] | undefined;
  /** What its programs may use of the machine, where that is not the usual; a command line goes before it. */
  limits?: Partial<Limits> | undefined;
}>;

/** What a job calls an exercise's demonstration; no check is called so. */
export const demonstrationId = "demonstration";

/** Defines an exercise. @throws when points do not sum to 100, a need is unknown or comes later, or a limit is none. */
export function defineExercise(exercise: Exercise): Exercise {
  const total = exercise.checks.reduce((sum, { points }) => sum + points, 0);
  if (total !== 100) throw new Error(`${exercise.id}: points sum to ${total}, expected 100`);
  checkLimits(exercise);
  const earlier = new Set<string>();
  for (const { id, needs } of exercise.checks) {
    const unknown = needs.find((need) => !earlier.has(need));
    if (unknown !== undefined)
      throw new Error(`${exercise.id}/${id} needs ${unknown}, which is not above it`);
    refuseHiddenNeed(exercise, id);
    earlier.add(id);
  }
  return exercise;
}

/** Why a check did not run is told by naming what it needs: nobody may learn of a hidden check that way. */
function refuseHiddenNeed({ id: exercise, checks }: Exercise, id: string): void {
  const rankOf = (one: string) =>
    visibilities.indexOf(checks.find((other) => other.id === one)?.visibility ?? "visible");
  const needs = checks.find((other) => other.id === id)?.needs ?? [];
  const hidden = needs.find((need) => rankOf(need) > rankOf(id));
  if (hidden !== undefined)
    throw new Error(`${exercise}/${id} needs ${hidden}, which students see later or never`);
}

function checkLimits({ id, limits = {} }: Exercise): void {
  for (const [name, value] of Object.entries(limits)) {
    if (!isLimitName(name)) throw new Error(`${id}: limits.${name}: there is no such limit`);
    if (!isInRange(name, value))
      throw new Error(`${id}: limits.${name}: expected ${rangeOf(name)}`);
  }
}

/** Defines a check: what it is about, and the story that must come true. */
export function check(
  about: Readonly<{
    id: string;
    points: number;
    needs?: readonly string[];
    visibility?: Visibility;
    title: Text;
    hint: Text;
  }>,
  run: Check["run"],
): Check {
  return { needs: [], ...about, run };
}

/** A role that listens for TCP connections. */
export function tcpServer(): RoleKind {
  return { transport: "tcp", side: "server" };
}

/** A role that makes TCP connections. */
export function tcpClient(): RoleKind {
  return { transport: "tcp", side: "client" };
}

/** A role that joins the exercise's multicast group and shows what is sent there. */
export function multicastReceiver(): RoleKind {
  return { transport: "multicast", side: "receiver" };
}

/** A role that sends datagrams to the exercise's multicast group. */
export function multicastSender(): RoleKind {
  return { transport: "multicast", side: "sender" };
}

/** A role that receives datagrams at a UDP port of its own. */
export function udpServer(): RoleKind {
  return { transport: "udp", side: "server" };
}

/** A role that sends datagrams to a server. */
export function udpClient(): RoleKind {
  return { transport: "udp", side: "client" };
}
