import { z } from "zod";
import type { FormatOptions } from "../report/formats/format.ts";

/** The fields that `addGradebookFlags` adds, for the command's own schema. */
export const gradebookOptions = {
  assignmentId: z.string().regex(/^\d+$/u, "a number, as in the assignment's address").optional(),
  assignmentTitle: z.string().min(1, "a title").optional(),
  bom: z.boolean().default(false),
};

/** What formats are told of them. */
export function gradebookFrom({
  assignmentId: id,
  assignmentTitle: title,
  bom: byteOrderMark,
}: Readonly<{
  assignmentId?: string | undefined;
  assignmentTitle?: string | undefined;
  bom: boolean;
}>): Pick<FormatOptions, "assignment" | "byteOrderMark"> {
  return { assignment: { id, title }, byteOrderMark };
}
