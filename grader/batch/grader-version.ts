import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import type { ExerciseFolder } from "../exercise/load.ts";

/** A hash of the code that grades an exercise: the grader as it was built, and that exercise's own. */
export function graderVersion(exercise: ExerciseFolder): string {
  const root = join(packageRoot, "dist");
  const own = join("exercises", basename(exercise.path));
  const hash = createHash("sha256");
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted()) {
    const isOthers = name.startsWith("exercises") && !name.startsWith(own);
    if (!name.endsWith(".js") || isOthers) continue;
    hash.update(`${name}\n`).update(readFileSync(join(root, name)));
  }
  return hash.digest("hex");
}
