import type { ClassFiles, Item } from "../class-files.ts";
import type { ClassLayout } from "../class-intake.ts";

/** What a name in a download says about its owner. */
export type Owner = Readonly<{
  /** What the name says, as it is written: what to call the student if nothing better is known. */
  words: string;
  id?: string | undefined;
  /** The learning platform made the number up: a school's number may be the same by chance. */
  isPlatformId?: boolean;
  name?: string | undefined;
  email?: string | undefined;
  login?: string | undefined;
}>;

/** What belongs to one owner. */
export type Handed = Readonly<{
  owner: Owner;
  /** Each with the name that the student gave it. */
  parts: readonly Readonly<{ item: Item; name: string }>[];
}>;

/** A class, taken apart. */
export type Sorted = Readonly<{
  layout: ClassLayout;
  layoutText: string;
  handed: readonly Handed[];
  /** What is nobody's. */
  rest: readonly Item[];
}>;

/** What helps to read names. */
export type LayoutContext = Readonly<{
  files: ClassFiles;
  /** Logins of the roster. */
  logins: readonly string[];
}>;

/** One way in which a class may lie in a folder. */
export type Layout = (
  items: readonly Item[],
  context: LayoutContext,
) => Promise<Sorted | undefined>;
