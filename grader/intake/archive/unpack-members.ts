import type { ArchiveMember } from "./archive-member.ts";
import type { Budget } from "./budget.ts";
import type { Zip } from "./open-zip.ts";
import type { Unpacking } from "./unpacking.ts";

/** Writes members of a zip, all or some of them; what they are called is the caller's choice. */
export async function unpackMembers(
  zip: Zip,
  members: Iterable<Readonly<{ member: ArchiveMember; path: string }>>,
  { unpacking, budget }: Readonly<{ unpacking: Unpacking; budget: Budget }>,
): Promise<void> {
  try {
    for (const { member, path } of members) {
      await unpacking.begin({ ...member, path });
      if (!unpacking.isWriting) continue;
      for await (const piece of zip.read(member)) {
        budget.addBytes(piece.length, unpacking.name, zip.size);
        await unpacking.bytes(piece);
      }
      await unpacking.end();
    }
  } finally {
    await unpacking.end();
  }
}
