import type { Built } from "../toolchain.ts";
import type { JavaLibraries } from "./libraries.ts";

/** What is said of libraries that a build file asks for and nobody has; nothing when all are there. */
export function missingLibraries({
  missing,
  askedBy,
}: JavaLibraries): Extract<Built, { status: "unavailable" }> | undefined {
  if (missing.length === 0) return undefined;
  const error = `${askedBy} asks for ${missing.join(", ")}, which this machine does not have: put it into ~/.m2 (mvn dependency:get), or its .jar into the submission`;
  return { status: "unavailable", error };
}
