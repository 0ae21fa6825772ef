import { stat } from "node:fs/promises";
import { RequestError } from "../model/request-error.ts";
import { archiveKind } from "./archive/archive-kind.ts";
import { refusal } from "./archive/refusal.ts";
import type { ClassFiles } from "./class-files.ts";
import { folderFiles } from "./folder-files.ts";
import { similarPath } from "./similar-path.ts";
import { tarFiles } from "./tar-files.ts";
import { zipFiles } from "./zip-files.ts";

/**
 * Opens what a class was given as. A tar has no list of contents: it is unpacked into `unpackInto` at once.
 * @throws RequestError for what is no folder and no archive.
 */
export async function openFiles(path: string, unpackInto: string): Promise<ClassFiles> {
  const status = await stat(path).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (status instanceof Error) throw await notThere(path, status);
  if (status.isDirectory()) return folderFiles(path);
  // Opening a pipe would wait for somebody to write into it.
  const kind = status.isFile() ? await archiveKind(path) : undefined;
  if (kind === "zip") return await zipFiles(path);
  if (kind === "tar" || kind === "gzip") return await tarFiles(path, kind === "gzip", unpackInto);
  throw refusal(path, classExpected, kind?.unsupported ?? "another file");
}

const classExpected = "a folder, a zip, a tar or a tar.gz with what a class handed in";

async function notThere(path: string, error: NodeJS.ErrnoException): Promise<RequestError> {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR")
    return refusal(path, classExpected, error.message);
  const hint = await similarPath(path);
  return new RequestError(
    `Expected ${classExpected}, got a path that does not exist: ${path}${hint}`,
  );
}
