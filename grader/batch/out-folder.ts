import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { RequestError } from "../model/request-error.ts";
import { giveBackLock, takeLock } from "../process/file-lock.ts";
import { isDiskFailure } from "./write-file.ts";

/** The folder of a batch, held by this process. */
export type OutFolder = Readonly<{
  /** Absolute. */
  path: string;
  journal: string;
  record: string;
  /** A file for each student. */
  results: string;
  close: () => void;
}>;

/**
 * Opens the folder for a batch's results, made if it is missing, for one batch at a time.
 * @throws RequestError when it can not be written to, or another batch works in it.
 */
export function openOutFolder(asked: string, source: string): OutFolder {
  const path = resolve(asked);
  if (isSame(path, source)) throw sameFolder(path);
  const results = join(path, "results");
  const own = join(path, ".batch");
  let lock: string | undefined;
  try {
    mkdirSync(results, { recursive: true });
    mkdirSync(own, { recursive: true });
    for (const folder of [path, results, own]) accessSync(folder, constants.W_OK | constants.X_OK);
    lock = takeLock(own, "lock");
  } catch (error) {
    if (isDiskFailure(error)) throw error;
    throw new RequestError(
      `Expected --out to name a folder that can be written, got "${asked}": ${(error as Error).message}`,
    );
  }
  if (lock === undefined)
    throw new RequestError(
      `Expected --out to be a folder that no other batch works in, got "${asked}": wait for that batch, or end it`,
    );
  removeDrafts(results);
  removeDrafts(path);
  const held = lock;
  return {
    path,
    journal: join(path, "journal.jsonl"),
    record: join(path, "class.json"),
    results,
    close: () => giveBackLock(held),
  };
}

/** Whether `path` is the batch's own folder, or a folder that it lies in. */
export function holds(path: string, out: OutFolder): boolean {
  return out.path === path || out.path.startsWith(path + sep);
}

function isSame(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

function sameFolder(path: string): RequestError {
  return new RequestError(
    `Expected --out to be another folder than the class, got the same: ${path} (try ${join(dirname(path), "results")})`,
  );
}

/** What somebody who was killed was about to put in place. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(".") && name.endsWith(".new")) rmSync(join(folder, name), { force: true });
}
