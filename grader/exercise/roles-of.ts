import { type Role, roles } from "../model/role.ts";
import type { Exercise } from "../spec/exercise.ts";

/** The roles that an exercise has programs for, those that are started first at the front. */
export function rolesOf(exercise: Exercise): readonly Role[] {
  return roles.filter((role) => exercise.roles[role] !== undefined);
}
