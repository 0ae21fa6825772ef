import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isInJunk } from "../junk.ts";
import type { ArchiveMember } from "./archive-member.ts";
import type { Budget } from "./budget.ts";
import { quoted, refusal } from "./refusal.ts";

/** What to do with a member that can not be unpacked. */
export type OnRefused = (member: ArchiveMember, error: Error) => void;

/**
 * Writes the members of one archive, one after the other, into a folder in which nothing is but what it
 * made itself: so no name leads through a link, and none is written twice.
 */
export class Unpacking {
  readonly name: string;
  readonly #root: string;
  readonly #budget: Budget;
  readonly #onRefused: OnRefused;
  #file: FileHandle | undefined;

  /** `name` is what errors call the archive. */
  constructor(root: string, name: string, budget: Budget, onRefused: OnRefused = rethrow) {
    this.#root = root;
    this.name = name;
    this.#budget = budget;
    this.#onRefused = onRefused;
  }

  /** Whether the member that was begun wants its bytes. */
  get isWriting(): boolean {
    return this.#file !== undefined;
  }

  async begin(member: ArchiveMember): Promise<void> {
    if (isInJunk(member.path)) return;
    this.#budget.addEntry(this.name);
    if (member.problem !== undefined) {
      if (isSpareLink(member)) return;
      const { expected, got } = member.problem;
      this.#refuse(member, expected, `${got} (${quoted(member.path)})`);
    } else {
      try {
        await this.#make(member);
      } catch (error) {
        this.#refuse(
          member,
          "each file once, and no file where a folder is",
          wordsOf(member, error),
        );
      }
    }
  }

  async bytes(piece: Buffer): Promise<void> {
    // Short writes happen on full disks only, and then the next one fails.
    await this.#file?.write(piece);
  }

  async end(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #make({ path, kind, isExecutable }: ArchiveMember): Promise<void> {
    if (kind === "folder") {
      await mkdir(join(this.#root, path), { recursive: true });
      return;
    }
    await mkdir(dirname(join(this.#root, path)), { recursive: true });
    this.#file = await open(join(this.#root, path), "wx", isExecutable ? 0o755 : 0o644);
  }

  #refuse(member: ArchiveMember, expected: string, got: string): void {
    this.#onRefused(member, refusal(this.name, expected, got));
  }
}

function rethrow(_: ArchiveMember, error: Error): void {
  throw error;
}

/** Links that installers leave for a shell's convenience; programs run without them. */
function isSpareLink({ path, problem }: ArchiveMember): boolean {
  return (
    problem?.got.endsWith("link") === true && /(?:^|\/)(?:node_modules|\.?v?env)\//iu.test(path)
  );
}

/** Of two members with one name nobody knows which is meant. A full disk is not the archive's fault. */
function wordsOf({ path }: ArchiveMember, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!clashes.has(code)) throw error;
  return quoted(path);
}

/** What mkdir(2) and open(2) say to a name that is taken, or that the file system does not take. */
const clashes = new Set(["EEXIST", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "EINVAL", "EILSEQ"]);
