import { isArchiveName } from "../archive/archive-kind.ts";
import type { Item } from "../class-files.ts";

/**
 * Whether a folder is what one student handed in: programs that are called after their roles lie in it, or
 * are the folders in it. A stray program beside many students' folders is the teacher's.
 */
export function isOneSubmission(items: readonly Item[]): boolean {
  const files = items.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
  const folders = items.filter(({ isFolder }) => isFolder).map(({ name }) => name);
  if (files.some((name) => manifest.test(name))) return true;
  const archives = files.filter(isArchiveName);
  const owners = folders.length + archives.length;
  if (files.some((name) => program.test(name)) && owners < manyOwners) {
    return owners === 0 || files.some((name) => program.test(name) && role.test(name));
  }
  const roles = [...folders, ...archives];
  return roles.length > 0 && roles.length <= 3 && roles.every((name) => role.test(name));
}

const manifest = /^sockgrade\.ya?ml$/iu;
const manyOwners = 4;
const program = /\.(?:py|java|kt|c|cc|cpp|cxx|cs|m?js|cjs|ts|go|rs|php|rb|pcap|pcapng)$/iu;
/** Whole words or their beginnings, so that a name like Clima or Clicia Servio is a person's. */
const role =
  /(?:^|[^a-z])(?:tcp|udp|mcast|m|chat|echo|eco)?[-_ ]?(?:server|servidor|client|cliente|receiver|receptor|sender|emissor|peer)(?![a-z])/iu;

/**
 * Whether programs for both roles lie in a folder: an archive beside them is a copy of them, or something else
 * that nobody wants to run.
 */
export function hasBothRoles(
  items: readonly Readonly<{ name: string; isFolder: boolean }>[],
): boolean {
  const programs = items.filter(({ name, isFolder }) => isFolder || program.test(name));
  const holds = (part: RegExp) => programs.some(({ name }) => part.test(name));
  return holds(serving) && holds(calling);
}

const serving = /server|servidor|receiver|receptor/iu;
const calling = /client|sender|emissor/iu;
