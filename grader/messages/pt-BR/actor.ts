import { neutralise } from "../../lib/neutralise.ts";
import { type ActorName, type Role, roleOf } from "../../model/role.ts";
import { ordinalOf, type Names } from "../names.ts";

/** An actor with its file, to be read after an article; all of them are masculine. */
export function named(actor: ActorName, names: Names): string {
  const file = names.file(actor);
  return file === undefined ? short(actor) : `${short(actor)} (${neutralise(file)})`;
}

/** An actor without its file, for the second mention. */
export function short(actor: ActorName): string {
  const role = roleOf(actor);
  if (role === undefined)
    return ordinalOf(actor) === 1 ? "sockgrade" : `sockgrade (${ordinalOf(actor)})`;
  return ordinalOf(actor) === 1 ? roleNames[role] : `${roleNames[role]} ${ordinalOf(actor)}`;
}

/** How a program ended, in brackets; nothing when nobody knows. */
export function ending(end: { code?: number | undefined; signal?: string | undefined }): string {
  if (end.signal !== undefined) return ` (sinal ${end.signal})`;
  return end.code === undefined ? "" : ` (código ${end.code})`;
}

export const roleNames: Readonly<Record<Role, string>> = {
  server: "servidor",
  client: "cliente",
  receiver: "receptor",
  sender: "emissor",
};
