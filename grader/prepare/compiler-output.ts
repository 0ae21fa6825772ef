import type { Cause } from "../model/cause.ts";
import type { Role } from "../model/role.ts";

/** The cause for a program that a compiler refused: its output with relative names, at most 4 KiB. */
export function doesNotCompile(role: Role, output: string, folders: readonly string[]): Cause {
  const relative = folders
    .reduce((text, folder) => text.replaceAll(`${folder}/`, ""), output)
    .trim();
  const cut = relative.length > maxLength ? `${relative.slice(0, maxLength)}…` : relative;
  return { kind: "does-not-compile", role, output: cut };
}

const maxLength = 4096;
