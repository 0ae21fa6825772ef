import { roles } from "../model/role.ts";
import type { HandIn } from "../model/submission.ts";
import type { Exercise } from "../spec/exercise.ts";

/** What is to be handed in for an exercise, and how its files may be told from those of others. */
export function handInOf(exercise: Exercise): HandIn {
  const { id, slug, title } = exercise;
  return {
    roles: roles.filter((role) => exercise.roles[role] !== undefined),
    files: exercise.files ?? [],
    exercise: {
      id,
      names: [slug, ...Object.values(title)],
      transport: Object.values(exercise.roles)[0]?.transport,
    },
  };
}
