import type { SourcePlace } from "../model/source-place.ts";

/** Whether a place is in `file`; tracebacks give a longer or a shorter path than the submission does. */
export function isSameFile(place: SourcePlace, file: string | undefined): boolean {
  if (file === undefined) return false;
  return place.file === file || place.file.endsWith(`/${file}`) || file.endsWith(`/${place.file}`);
}
