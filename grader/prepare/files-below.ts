import { join } from "node:path";
import { walk } from "../submission/walk.ts";

/** Absolute paths of the files of a folder and of the folders in it. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await walk(folder)).files.map(({ path }) => join(folder, path));
}
