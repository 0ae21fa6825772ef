import { partOf, type Part, type Role } from "../model/role.ts";
import type { Manifest, ManifestRole } from "../model/submission.ts";

/** What a manifest says of a role: under its own name, or under the part it comes down to (`server` is a receiver). */
export function manifestEntry(
  manifest: Manifest,
  role: Role,
): Readonly<{ key: Role | Part; entry: ManifestRole }> | undefined {
  const key = manifest[role] === undefined ? partOf(role) : role;
  const entry = manifest[key];
  return entry && { key, entry };
}
