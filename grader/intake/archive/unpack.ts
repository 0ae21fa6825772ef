import { mkdir, stat } from "node:fs/promises";
import { archiveKind } from "./archive-kind.ts";
import { Budget } from "./budget.ts";
import { openZip } from "./open-zip.ts";
import { readTar } from "./read-tar.ts";
import { refusal } from "./refusal.ts";
import { unpackMembers } from "./unpack-members.ts";
import { Unpacking } from "./unpacking.ts";

/**
 * Unpacks a stranger's zip, tar or tar.gz into a folder that is made for it and must be empty. Regular files
 * and folders only, all of them below the folder, at most as many and as much as the budget allows.
 * `name` is what errors call the archive.
 * @throws RequestError in one line for every archive that is not to be had; part of it may have been unpacked.
 */
export async function unpack(
  archive: string,
  into: string,
  { name = archive, budget = new Budget() }: Readonly<{ name?: string; budget?: Budget }> = {},
): Promise<void> {
  const kind = await archiveKind(archive);
  await mkdir(into, { recursive: true });
  const unpacking = new Unpacking(into, name, budget);
  if (kind === "zip") {
    using zip = await openZip(archive, name, budget.limits.entries);
    const members = zip.members.map((member) => ({ member, path: member.path }));
    await unpackMembers(zip, members, { unpacking, budget });
  } else if (kind === "tar" || kind === "gzip") {
    await readTar({ path: archive, isZipped: kind === "gzip", name, budget }, unpacking);
  } else {
    throw refusal(name, "a zip, tar or tar.gz", await strangerAt(archive, kind?.unsupported));
  }
}

async function strangerAt(path: string, unsupported: string | undefined): Promise<string> {
  if (unsupported !== undefined) return `${unsupported} (unpack it and pack it again as a zip)`;
  return (await stat(path)).size === 0 ? "an empty file" : "something else";
}
