import { roles } from "../model/role.ts";
import type { HandIn } from "../model/submission.ts";
import type { Exercise } from "../spec/exercise.ts";

/** What is to be handed in for an exercise. */
export function handInOf(exercise: Exercise): HandIn {
  return {
    roles: roles.filter((role) => exercise.roles[role] !== undefined),
    files: exercise.files ?? [],
  };
}
