import { dirname } from "node:path";
import { mkdir } from "node:fs/promises";
import { basename } from "node:path/posix";
import type { ArchiveMember } from "./archive/archive-member.ts";
import { openZip } from "./archive/open-zip.ts";
import { ownerPath } from "./archive/owner-path.ts";
import { quoted } from "./archive/refusal.ts";
import { unpackMembers } from "./archive/unpack-members.ts";
import { Unpacking } from "./archive/unpacking.ts";
import { byName, type ClassFiles, type Item } from "./class-files.ts";
import { isInJunk, isJunk } from "./junk.ts";

/** A class that lies in a zip: its list of contents stays in memory, what a student handed in is read on demand. */
export async function zipFiles(archive: string): Promise<ClassFiles> {
  const name = basename(archive);
  const zip = await openZip(archive, name, mostMembers);
  const top = new Folder("");
  const problems = zip.members.flatMap((member) =>
    top.add(member, ownerPath(member.path)?.split("/") ?? []) ? [] : [leftOut(member.path, name)],
  );
  return {
    list: (path) => Promise.resolve(top.at(path)?.items() ?? []),
    hasFolder: (path) => Promise.resolve(top.at(path)?.isFolder === true),
    place: () => undefined,
    copy: async (item, to, budget) => {
      const node = top.at(item.path);
      const members = node?.all() ?? [];
      await mkdir(node?.isFolder === true ? to : dirname(to), { recursive: true });
      const root = node?.isFolder === true ? to : dirname(to);
      const renamed = members.map(({ member, path }) => ({
        member,
        path: path === "" ? basename(to) : path,
      }));
      const unpacking = new Unpacking(root, item.path, budget);
      await unpackMembers(zip, renamed, { unpacking, budget });
    },
    problems,
    [Symbol.dispose]: () => zip[Symbol.dispose](),
  };
}

/** What to say of a member whose path leads into no student's folder. */
export function leftOut(member: string, archive: string): string {
  return `left out, as it is nobody's: ${quoted(member)} in ${archive}`;
}

/** A university's largest course, with a repository's files each. */
const mostMembers = 1_000_000;

/** A folder of the zip, or a file in it: those have members of their own and nothing below. */
class Folder {
  readonly #path: string;
  readonly #below = new Map<string, Folder>();
  readonly #members: ArchiveMember[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** @returns false for a member that is in nobody's folder. */
  add(member: ArchiveMember, [step, ...steps]: readonly string[]): boolean {
    if (step === undefined) {
      this.#members.push(member);
      return this.#path !== "";
    }
    let next = this.#below.get(step);
    if (next === undefined) {
      next = new Folder(this.#path === "" ? step : `${this.#path}/${step}`);
      this.#below.set(step, next);
    }
    return next.add(member, steps);
  }

  get isFolder(): boolean {
    return this.#below.size > 0 || this.#members.some(({ kind }) => kind === "folder");
  }

  at(path: string): Folder | undefined {
    if (path === "") return this;
    const [step = "", ...rest] = path.split("/");
    return this.#below.get(step)?.at(rest.join("/"));
  }

  items(): readonly Item[] {
    return [...this.#below]
      .filter(([name]) => !isJunk(name))
      .map(([name, { isFolder }]) => ({
        path: this.#path === "" ? name : `${this.#path}/${name}`,
        name,
        isFolder,
      }))
      .toSorted(byName);
  }

  /** Every member of it and below, with its path from here. */
  all(from = this.#path): readonly Readonly<{ member: ArchiveMember; path: string }>[] {
    const own = this.#members.map((member) => ({
      member,
      path: this.#path.slice(from.length + 1),
    }));
    return [...own, ...[...this.#below.values()].flatMap((folder) => folder.all(from))].filter(
      ({ path }) => !isInJunk(path),
    );
  }
}
