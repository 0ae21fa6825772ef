import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { isAbsolute, join } from "node:path";

type Host = Readonly<Record<string, string | undefined>>;

/**
 * Where builds are kept between gradings, or would be: `sockgrade/builds` below XDG_CACHE_HOME or `~/.cache` (XDG
 * Base Directory Specification).
 * @returns undefined where there is no such place.
 */
export function cachePlace({ XDG_CACHE_HOME: caches, HOME: home }: Host): string | undefined {
  // A relative path is to be ignored, the specification says.
  const place = isPath(caches) ? caches : isPath(home) ? join(home, ".cache") : undefined;
  return place === undefined ? undefined : join(place, "sockgrade", "builds");
}

/**
 * {@link cachePlace}, made if it is not there.
 * @returns undefined where somebody else could put something into it, too.
 */
export function cacheFolder(host: Host): string | undefined {
  const folder = cachePlace(host);
  if (folder === undefined) return undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOurs(folder) ? realpathSync(folder) : undefined;
  } catch {
    // A read-only home, say: then everything is built every time.
    return undefined;
  }
}

function isPath(path: string | undefined): path is string {
  return path !== undefined && isAbsolute(path);
}

/** Whoever may write there decides what is started in the place of a student's program. */
function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(realpathSync(folder));
  const own = process.getuid?.() ?? uid;
  return uid === own && (process.platform === "win32" || (mode & 0o022) === 0);
}
