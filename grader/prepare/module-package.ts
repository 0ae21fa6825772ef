import { readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

/** Whether the nearest package.json, at most at `root`, says `"type": "module"` (nodejs.org/api/packages.html). */
export async function isModulePackage(path: string, root: string): Promise<boolean> {
  for (let folder = dirname(path); `${folder}${sep}`.startsWith(`${root}${sep}`);) {
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text !== undefined) return /"type"\s*:\s*"module"/u.test(text);
    folder = dirname(folder);
  }
  return false;
}
