import type { GradeResult } from "../model/result.ts";
import { Grading, type GradingRequest } from "./grading.ts";
import type { Slot } from "./slots.ts";

export type GradeRequest = GradingRequest & Readonly<{ slots: readonly Promise<Slot>[] }>;

/** Grades one submission: every check in some slot, told in the exercise's order. */
export async function grade({ slots, ...request }: GradeRequest): Promise<GradeResult> {
  const grading = new Grading(request, await Promise.race(slots));
  await Promise.all(
    slots.map(async (opening) => {
      const slot = await opening;
      for (let check = grading.next(); check !== undefined; check = grading.next())
        await grading.play(check, slot);
    }),
  );
  return grading.end();
}
