/**
 * Where a member that can not be unpacked stands in a class's archive, so that it is its owner's: its path,
 * as far as it makes sense. Nothing for a path that begins outside of the archive's folder: that is nobody's.
 */
export function ownerPath(path: string): string | undefined {
  if (/^(?:[/\\]|[a-z]:)/iu.test(path)) return undefined;
  const steps = path.split(/[/\\]/u).filter((step) => step !== "" && step !== ".");
  const end = steps.findIndex((step) => /^\.[. ]*$/u.test(step) || step.includes("\0"));
  if (end === 0) return undefined;
  return end < 0 ? steps.join("/") : [...steps.slice(0, end), somewhere].join("/");
}

/** Stands for the rest of a path that leads nowhere: what is in front of it is a folder. */
const somewhere = "_";
