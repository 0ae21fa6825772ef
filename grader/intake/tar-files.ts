import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ArchiveMember } from "./archive/archive-member.ts";
import { Budget } from "./archive/budget.ts";
import { ownerPath } from "./archive/owner-path.ts";
import { readTar } from "./archive/read-tar.ts";
import { Unpacking } from "./archive/unpacking.ts";
import type { ClassFiles } from "./class-files.ts";
import { folderFiles } from "./folder-files.ts";
import { leftOut } from "./zip-files.ts";

/**
 * A class that lies in a tar. It has no list of contents, so all of it is unpacked into `unpackInto` at once. A
 * member that can not be unpacked spoils what its owner handed in, and nothing else.
 * @throws RequestError for what is no whole tar.
 */
export async function tarFiles(
  path: string,
  isZipped: boolean,
  unpackInto: string,
): Promise<ClassFiles> {
  const root = join(unpackInto, "class");
  await mkdir(root, { recursive: true });
  const name = basename(path);
  const budget = new Budget(classLimits);
  const refused: { member: ArchiveMember; error: Error }[] = [];
  const folders = new Folders();
  const unpacking = new Unpacking(root, name, budget, (member, error) => {
    refused.push({ member, error });
  });
  await readTar(
    { path, isZipped, name, budget },
    {
      begin: async (member) => {
        folders.note(member);
        await unpacking.begin(member);
      },
      bytes: (piece) => unpacking.bytes(piece),
      end: () => unpacking.end(),
    },
  );
  const spoilt = new Map<string, Error>();
  const problems: string[] = [];
  for (const { member, error } of refused) {
    const place = ownerPath(member.path);
    if (place === undefined) problems.push(leftOut(member.path, name));
    else {
      spoilt.set(place, error);
      await standIn(join(root, place));
    }
  }
  return {
    ...folderFiles(root, spoilt),
    hasFolder: (folder) => Promise.resolve(folders.has(folder)),
    problems,
  };
}

/** A thousand students who hand in more than anybody does. */
const classLimits = { entries: 1_000_000, bytes: 64 * 2 ** 30, ratio: 100, ratioFrom: 2 ** 30 };

/** Who has handed in nothing else is seen by it. What is there already stays. */
async function standIn(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
    .then(() => writeFile(path, "", { flag: "wx" }))
    .catch(() => undefined);
}

/** The folders of the tar, also those that are not unpacked, such as `.git`. */
class Folders {
  readonly #paths = new Set<string>();

  note({ path, kind }: ArchiveMember): void {
    let folder = kind === "folder" ? path : dirname(path);
    while (folder !== "." && folder !== "/" && !this.#paths.has(folder)) {
      this.#paths.add(folder);
      folder = dirname(folder);
    }
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }
}
