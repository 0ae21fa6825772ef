import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { Parser, type ReadEntry } from "tar";
import { isTarHeader } from "./archive-kind.ts";
import type { ArchiveMember, MemberProblem } from "./archive-member.ts";
import type { Budget } from "./budget.ts";
import { entryPath } from "./entry-path.ts";
import { quoted, refusal } from "./refusal.ts";

/** Hears what a tar holds, in its order. The next comes when the last has been dealt with. */
export type TarVisitor = Readonly<{
  begin: (member: ArchiveMember) => Promise<void>;
  bytes: (piece: Buffer) => Promise<void>;
  /** Also after an error, and then perhaps without a member. */
  end: () => Promise<void>;
}>;

/** A tar as it lies on the disk; `name` is what errors call it. */
export type TarFile = Readonly<{ path: string; isZipped: boolean; name: string; budget: Budget }>;

/**
 * Reads a tar or tar.gz from begin to end (POSIX pax, ustar and GNU formats).
 * @throws RequestError for what is no whole tar or is more than the budget allows, and what the visitor throws.
 */
export async function readTar(file: TarFile, visitor: TarVisitor): Promise<void> {
  const steps: (() => Promise<void>)[] = [];
  const parsing = new Parsing(visitor, steps, file.name);
  // What a piece of the archive holds is taken apart at once and dealt with before the next piece is read:
  // nothing piles up, and nobody waits for a stream that waits for him.
  try {
    for await (const piece of tarBytes(file)) {
      parsing.feed(piece);
      for (const step of steps.splice(0)) await step();
    }
    parsing.finish();
    for (const step of steps.splice(0)) await step();
  } finally {
    await visitor.end();
  }
}

/** The tar itself, unzipped if it was, every byte counted. */
async function* tarBytes({ path, isZipped, name, budget }: TarFile): AsyncGenerator<Buffer> {
  const { size } = await stat(path);
  const source = createReadStream(path);
  const gunzip = isZipped ? createGunzip() : undefined;
  if (gunzip !== undefined) source.on("error", (error) => gunzip.destroy(error)).pipe(gunzip);
  let start: Buffer | undefined = Buffer.alloc(0);
  try {
    for await (const piece of gunzip ?? source) {
      budget.addBytes((piece as Buffer).length, name, size);
      start = start === undefined ? undefined : Buffer.concat([start, piece as Buffer]);
      if (start === undefined) yield piece as Buffer;
      else if (start.length >= 512) {
        // The library would unzip a gzip inside of a gzip, and so on without an end.
        if (!isTarHeader(start)) throw notTar(name);
        yield start;
        start = undefined;
      }
    }
  } catch (error) {
    throw isGzipError(error) ? damaged(name, error) : error;
  } finally {
    source.destroy();
    gunzip?.destroy();
  }
  if (start !== undefined) throw notTar(name);
}

function notTar(name: string): Error {
  return refusal(name, "a tar in the gzip", "something else (pack the folder as a zip)");
}

function isGzipError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

/** The library's parser, fed by hand: all that it finds in a piece becomes steps. */
class Parsing {
  readonly #parser = new Parser({ strict: true });
  readonly #name: string;
  #failure: Error | undefined;
  #hasEnd = false;

  constructor(visitor: TarVisitor, steps: (() => Promise<void>)[], name: string) {
    this.#name = name;
    this.#parser.on("error", (error: Error) => (this.#failure ??= damaged(name, error)));
    for (const event of ["nullBlock", "eof"] as const)
      this.#parser.on(event, () => (this.#hasEnd = true));
    this.#parser.on("entry", (entry: ReadEntry) => {
      steps.push(() => visitor.begin(memberOf(entry)));
      entry.on("end", () => steps.push(() => visitor.end()));
      entry.on("data", (piece: Buffer) => steps.push(() => visitor.bytes(piece)));
    });
    // A kind of member that the library does not know, or a header of more than a mebibyte: what
    // follows may be called something else than it seems.
    this.#parser.on("ignoredEntry", ({ type, path }: ReadEntry) => {
      this.#failure ??= refusal(name, "files and folders only", `${type} ${quoted(path)}`);
    });
  }

  feed(piece: Buffer): void {
    this.#guard(() => this.#parser.write(piece));
  }

  finish(): void {
    this.#guard(() => this.#parser.end());
    // Cut off between two members, a tar looks whole but for its end (tar(5): two blocks of zeros).
    if (!this.#hasEnd) throw damaged(this.#name, new Error("no end of archive"));
  }

  #guard(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      this.#failure ??= damaged(this.#name, error);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function memberOf(entry: ReadEntry): ArchiveMember {
  const { path, problem } = entryPath(entry.path);
  return {
    path: path ?? entry.path,
    kind: entry.type === "Directory" || entry.type === "GNUDumpDir" ? "folder" : "file",
    isExecutable: ((entry.mode ?? 0) & 0o100) !== 0,
    problem: problem ?? problemOf(entry.type),
  };
}

function problemOf(type: string): MemberProblem | undefined {
  const got = kinds[type];
  return got === undefined ? undefined : { expected: "files and folders only", got };
}

const kinds: Readonly<Record<string, string>> = {
  Link: "a hard link",
  SymbolicLink: "a symbolic link",
  CharacterDevice: "a device",
  BlockDevice: "a device",
  FIFO: "a pipe",
};

/** The libraries' errors are for programmers: they go to the end of the line. */
function damaged(name: string, error: unknown): Error {
  const detail = error instanceof Error ? error.message : String(error);
  return refusal(name, "a whole tar", `one that is cut off or damaged (${detail})`);
}
