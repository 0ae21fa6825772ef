import { neutralise } from "../../lib/neutralise.ts";
import { type ActorName, type Role, roleOf } from "../../model/role.ts";
import { ordinalOf, type Names } from "../names.ts";

/** An actor with its file, to begin a sentence. */
export function The(actor: ActorName, names: Names): string {
  const phrase = the(actor, names);
  return roleOf(actor) === undefined ? phrase : phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** An actor with its file, inside a sentence. */
export function the(actor: ActorName, names: Names): string {
  const file = names.file(actor);
  return file === undefined ? theShort(actor) : `${theShort(actor)} (${neutralise(file)})`;
}

/** An actor without its file, for the second mention; only the first of a kind takes an article. */
export function theShort(actor: ActorName): string {
  const role = roleOf(actor);
  if (role === undefined)
    return ordinalOf(actor) === 1 ? "sockgrade" : `sockgrade (${ordinalOf(actor)})`;
  return ordinalOf(actor) === 1
    ? `the ${roleNames[role]}`
    : `${roleNames[role]} ${ordinalOf(actor)}`;
}

/** How a program ended, in brackets; nothing when nobody knows. */
export function ending(end: { code?: number | undefined; signal?: string | undefined }): string {
  if (end.signal !== undefined) return ` (signal ${end.signal})`;
  return end.code === undefined ? "" : ` (code ${end.code})`;
}

export const roleNames: Readonly<Record<Role, string>> = {
  server: "server",
  client: "client",
  receiver: "receiver",
  sender: "sender",
};
