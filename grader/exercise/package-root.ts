import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package, wherever the running file of it has been built to. */
export const packageRoot: string = findAbove(dirname(fileURLToPath(import.meta.url)));

function findAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findAbove(dirname(folder));
}
