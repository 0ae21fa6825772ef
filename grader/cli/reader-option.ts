import { z } from "zod";
import { audiences, type Reader } from "../model/visibility.ts";

/** The fields that `addReaderFlags` adds, for the command's own schema. */
export const readerOptions = {
  for: z.enum(audiences, "student or staff"),
  due: z
    .union(
      [z.iso.date(), z.iso.datetime({ local: true, offset: true })],
      "a date or a moment (2026-11-30, 2026-11-30T23:59-03:00)",
    )
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
