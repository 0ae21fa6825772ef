import type { Note } from "../model/cause.ts";
import type { Outcome } from "../model/result.ts";

/**
 * What building the programs has shown is told with the first check, in the exercise's order, that starts
 * them. @returns what takes the notes that were told before out of an outcome.
 */
export function noteOnce(): (outcome: Outcome) => Outcome {
  const told = new Set<string>();
  const isNew = (note: Note) => {
    if (!ofBuilding.has(note.kind)) return true;
    const known = JSON.stringify(note);
    if (told.has(known)) return false;
    told.add(known);
    return true;
  };
  return (outcome) => ({ ...outcome, notes: outcome.notes.filter(isNew) });
}

const ofBuilding: ReadonlySet<Note["kind"]> = new Set(["compiler-warnings", "compiled-directly"]);
