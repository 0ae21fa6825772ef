import { z } from "zod";
import { audiences, type Reader } from "../model/visibility.ts";

/** The fields that `addReaderFlags` adds, for the command's own schema. */
export const readerOptions = {
  for: z.enum(audiences, "student or staff"),
  due: z
    .string()
    .refine(isDateOrMoment, "a date or a moment (2026-11-30, 2026-11-30T23:59-03:00)")
    .optional(),
};

/**
 * Who reads. A date lasts until its midnight, a moment without an offset is the machine's own time. Without a due date
 * nothing that is hidden until then is shown.
 */
export function readerFrom(
  { for: audience, due }: Readonly<{ for: Reader["audience"]; due?: string | undefined }>,
  now: Date,
): Reader {
  return { audience, isAfterDue: due !== undefined && now.getTime() >= endOf(due) };
}

function endOf(due: string): number {
  if (due.includes("T")) return Date.parse(due);
  const midnight = new Date(`${due}T00:00`);
  midnight.setDate(midnight.getDate() + 1);
  return midnight.getTime();
}

/** ISO 8601; zod's own wants seconds where there is an offset. */
function isDateOrMoment(text: string): boolean {
  const [date = "", time] = text.split(/T(.*)/su);
  if (!z.iso.date().safeParse(date).success) return false;
  return time === undefined || timeOfDay.test(time);
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/u;
