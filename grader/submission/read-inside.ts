import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
} from "node:fs";
import { join, sep } from "node:path";

/** A regular file: its first bytes, and its status. */
export type ReadFile = Readonly<{ bytes: Buffer; size: number; mode: number }>;

/**
 * Reads a file of a folder that was handed in, as `openInside` opens it; at most `maxBytes`, and no more
 * than it had when it was opened, as it may be growing. Without a promise for each of seven system
 * calls, as submissions have thousands of files: whoever reads many lets others have a turn between them.
 * @throws what open(2) throws, ELOOP for a link, and an error that says so for all the rest.
 */
export function readInside(
  root: string,
  path: string,
  maxBytes: (size: number) => number,
): ReadFile {
  const fd = openSync(join(root, path), constants.O_RDONLY | noLink | noWait);
  try {
    const status = fstatSync(fd);
    if (!status.isFile()) throw new Error("something that is not a regular file");
    assertInside(root, fd);
    const { size, mode } = status;
    const content = Buffer.allocUnsafe(maxBytes(size));
    const length = content.length === 0 ? 0 : readSync(fd, content, 0, content.length, 0);
    return { bytes: content.subarray(0, length), size, mode };
  } finally {
    closeSync(fd);
  }
}

// Windows has neither, nor what they are against.
const noLink = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

/** A folder on the way may have become a link: the kernel knows where the open file really is (proc(5)). */
function assertInside(root: string, fd: number): void {
  if (process.platform !== "linux") return;
  const place = readlinkSync(`/proc/self/fd/${fd}`, "buffer").toString("latin1");
  const real = realpathSync.native(root, "buffer").toString("latin1") + sep;
  if (!place.startsWith(real)) throw new Error("a file outside of the submission");
}
