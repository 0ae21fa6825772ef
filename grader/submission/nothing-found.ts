import { RequestError } from "../model/request-error.ts";
import type { Role } from "../model/role.ts";
import { supportedLanguages } from "./languages/index.ts";
import { unsupportedLanguageOf } from "./languages/unsupported.ts";
import type { Tree } from "./walk.ts";

/** The error for a folder without any program: what was looked for, and what was there. */
export function nothingFound(
  root: string,
  { files, unusable }: Tree,
  roles: readonly Role[],
): RequestError {
  const names = [...files, ...unusable].map(({ path }) => path);
  const there = names.length === 0 ? "only folders without programs" : someOf(names);
  const looked = `${roles.map((role) => `a ${role}`).join(" or ")} in ${supportedLanguages} (${exampleNames(roles)} and the like)`;
  return new RequestError(`Expected ${looked} in ${root}, got ${there}${unsupportedNote(names)}`);
}

function exampleNames(roles: readonly Role[]): string {
  return roles.includes("receiver")
    ? "receiver.py, MReceiver.java, sender.py, emissor.c"
    : "server.py, servidor.py, Client.java, cliente.c";
}

function unsupportedNote(names: readonly string[]): string {
  const other = names.find((name) => unsupportedLanguageOf(name) !== undefined);
  if (other !== undefined) {
    return `; ${other} is ${unsupportedLanguageOf(other)}, which is not supported yet unless sockgrade.yaml says how to run it`;
  }
  const archive = names.find((name) => /\.(?:zip|rar|7z|tar|tgz|gz)$/i.test(name));
  return archive === undefined ? "" : `; ${archive} is an archive: unpack it`;
}

/** At most six names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(", ");
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
