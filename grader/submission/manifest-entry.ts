import { partOf, type Role } from "../model/role.ts";
import type { HandInExercise, Manifest, ManifestRole } from "../model/submission.ts";

/**
 * What a manifest says of a role: under its own name, or under the part it comes down to (`server` is a receiver);
 * for the exercise before what it says for all. `path` is where that stands.
 */
export function manifestEntry(
  manifest: Manifest,
  role: Role,
  exercise: HandInExercise | undefined,
): Readonly<{ path: readonly string[]; entry: ManifestRole }> | undefined {
  const id = Object.keys(manifest.exercises ?? {}).find(
    (key) => key.toLowerCase() === exercise?.id,
  );
  const places = [
    { path: ["exercises", id ?? ""], roles: manifest.exercises?.[id ?? ""] },
    { path: [], roles: manifest },
  ];
  for (const { path, roles } of places) {
    const key = roles?.[role] === undefined ? partOf(role) : role;
    const entry = roles?.[key];
    if (entry !== undefined) return { path: [...path, key], entry };
  }
  return undefined;
}
