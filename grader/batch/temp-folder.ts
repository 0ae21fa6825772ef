import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * A folder for what is unpacked and built, removed with all that is in it when the batch ends. Where it is stands
 * in the batch's own folder, so that what somebody who was killed has left is removed by the next.
 */
export function openTempFolder(out: string): Readonly<{ path: string; close: () => void }> {
  const note = join(out, ".batch", "temp");
  removeNoted(note);
  const path = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(note, path);
  const close = () => {
    rmSync(path, { recursive: true, force: true });
    rmSync(note, { force: true });
  };
  process.once("exit", close);
  return {
    path,
    close: () => {
      process.off("exit", close);
      close();
    },
  };
}

const prefix = "sockgrade-batch-";

/** Only what such a folder is called, and where such folders are: a note is a file that anybody may have changed. */
function removeNoted(note: string): void {
  let path: string;
  try {
    path = readFileSync(note, "utf8");
  } catch {
    return;
  }
  if (dirname(path) === tmpdir() && basename(path).startsWith(prefix))
    rmSync(path, { recursive: true, force: true });
}
