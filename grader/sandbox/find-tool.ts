import { accessSync, constants, realpathSync } from "node:fs";
import { basename, delimiter, join } from "node:path";

/** Where a tool is on the PATH; undefined where it is not. `path` is the PATH to look at. */
export function findTool(name: string, path: string): string | undefined {
  const folders = [...path.split(delimiter).filter((folder) => folder !== ""), ...administration];
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  return folders
    .flatMap((folder) => names.map((one) => join(folder, one)))
    .find((file) => isExecutable(file) && !isBusybox(file));
}

/** Where some systems keep `ip` and `sysctl`, and ordinary users do not look. */
const administration = ["/usr/sbin", "/sbin"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Busybox has tools of the same names without the options that are needed here. */
function isBusybox(path: string): boolean {
  return basename(realpathSync(path)) === "busybox";
}
