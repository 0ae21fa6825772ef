import { neutralise } from "../lib/neutralise.ts";
import type { Catalogue } from "../messages/catalogue.ts";
import { type ActorName, counterpartOf, type Role, roleOf } from "../model/role.ts";
import type { Cast } from "./cast.ts";

/** Which file plays which role, as far as it is known. */
export type Files = Readonly<Partial<Record<Role, string>>>;

/** What stands above a terminal: who plays there, and with which file; the grader, where it plays itself. */
export function terminalName(
  place: "left" | "right",
  actors: Cast["actors"],
  files: Files,
  words: Catalogue["report"],
): string {
  const [own] = rolesOf(actors[place]);
  const [opposite] = rolesOf(actors[place === "left" ? "right" : "left"]);
  if (own === undefined && opposite !== undefined) return words.peerAs(counterpartOf(opposite));
  const role = own ?? (place === "left" ? "server" : "client");
  const file = files[role];
  return file === undefined ? words.roles[role] : `${words.roles[role]} · ${neutralise(file)}`;
}

function rolesOf(actors: readonly ActorName[]): readonly Role[] {
  return actors.map(roleOf).filter((role) => role !== undefined);
}
