import { rmSync } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RequestError } from "../model/request-error.ts";
import { archiveKind, isArchiveName } from "./archive/archive-kind.ts";

/**
 * Gives the folder of a single submission for as long as `use` takes: the path itself, or, where that is an
 * archive, a folder that it was unpacked to. Errors name the archive, not that folder.
 * @throws RequestError for an archive that can not be unpacked, and what `use` throws.
 */
export async function withUnpacked<T>(
  path: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  if (!(await isArchive(path))) return await use(path);
  const into = await mkdtemp(join(tmpdir(), "sockgrade-unpacked-"));
  // A signal that ends the grader runs no `finally`.
  const remove = () => rmSync(into, { recursive: true, force: true });
  process.once("exit", remove);
  let folder = into;
  try {
    // What reads archives is loaded by who has one.
    const { takeArchive } = await import("./take.ts");
    folder = await takeArchive(path, into);
    return await use(folder);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(error.message.replaceAll(folder, path).replaceAll(into, path));
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** By its first bytes or by its name; a path where nothing can be read is not one. */
export async function isArchive(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile() !== true) return false;
  return isArchiveName(path) || (await archiveKind(path)) !== undefined;
}
