import type { Budget } from "./archive/budget.ts";

/** A file or folder of what a class was given as. */
export type Item = Readonly<{
  /** Relative to what was given, with `/`. */
  path: string;
  name: string;
  isFolder: boolean;
}>;

/** What a class was given as, a folder or an archive: names at once, contents when they are wanted. */
export type ClassFiles = Disposable &
  Readonly<{
    /** What is in a folder, without what systems leave there, by name; `""` is the top. */
    list: (folder: string) => Promise<readonly Item[]>;
    /** Whether a folder of this path is there, also one that `list` leaves out. */
    hasFolder: (path: string) => Promise<boolean>;
    /** The folder on the disk that an item is and can be graded as; undefined when it has to be copied first. */
    place: (item: Item) => string | undefined;
    /** @throws RequestError for what can not be unpacked or is too much. */
    copy: (item: Item, to: string, budget: Budget) => Promise<void>;
    /** What is nobody's, and why: one line each. */
    problems: readonly string[];
  }>;

export function byName(a: Item, b: Item): number {
  return a.path < b.path ? -1 : 1;
}
