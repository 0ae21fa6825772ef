import type { Item } from "../class-files.ts";
import type { Handed, Owner } from "./layout.ts";

/** What a name says: whose it is, and what its owner called it (nothing: the folder is all that was handed in). */
export type Reading = Readonly<{ owner: Owner; key: string; name: string }>;

/**
 * Puts together what has one owner. `read` says nothing for what is nobody's.
 * @returns owners in the order of their first item.
 */
export function group(
  items: readonly Item[],
  read: (item: Item) => Reading | undefined,
): Readonly<{ handed: readonly Handed[]; rest: readonly Item[] }> {
  const owners = new Map<string, { owner: Owner; parts: { item: Item; name: string }[] }>();
  const rest: Item[] = [];
  for (const item of items) {
    const reading = read(item);
    if (reading === undefined) {
      rest.push(item);
      continue;
    }
    const { key, owner, name } = reading;
    const mine = owners.get(key) ?? { owner, parts: [] };
    mine.parts.push({ item, name });
    owners.set(key, mine);
  }
  return { handed: [...owners.values()], rest };
}
