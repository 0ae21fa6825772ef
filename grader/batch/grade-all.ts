import type { HandedIn } from "../intake/class-intake.ts";
import type { ClassEntry } from "../model/class-record.ts";
import type { BatchContext } from "./context.ts";
import { gradeStudent } from "./grade-student.ts";
import type { BatchWish } from "./journal-line.ts";
import { type Stop, Stopped } from "./stop.ts";

/**
 * Grades submissions in their order, `lanes` of them under way at a time, until all are done or somebody wants an end.
 * @returns the entries by the students' keys. @throws what the disk says when it can keep nothing more.
 */
export async function gradeAll(
  submissions: readonly HandedIn[],
  { wish, stop, lanes }: Readonly<{ wish: BatchWish; stop: Stop; lanes: number }>,
  context: BatchContext,
): Promise<ReadonlyMap<string, ClassEntry>> {
  const done = new Map<string, ClassEntry>();
  const queue = [...submissions];
  const failures: unknown[] = [];
  // Who asks for results to be made again does not want those of an earlier batch; this one's own stand.
  const mayStand = (isEarlier: boolean) => !isEarlier || !(wish.fresh || wish.onlyFailed);
  const lane = async (): Promise<void> => {
    while (!stop.isAsked && failures.length === 0) {
      const next = queue.shift();
      if (next === undefined) return;
      try {
        const end = await gradeStudent(next, mayStand, context);
        done.set(next.student.key, end.entry);
        context.on({ kind: "student-end", ...end });
      } catch (error) {
        if (error instanceof Stopped) return;
        failures.push(error);
        context.desk.dismiss("all");
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
  return done;
}
