import { crc32 } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import type { ArchiveMember, Content, MemberProblem } from "./archive-member.ts";
import { entryPath } from "./entry-path.ts";
import { quoted, refusal } from "./refusal.ts";
import { zipName } from "./zip-name.ts";
import { ZipReader } from "./zip-reader.ts";

/** A zip whose list of contents has been read; what its members hold is read when it is asked for. */
export type Zip = Readonly<
  {
    members: readonly ArchiveMember[];
    /** How long the archive is, in bytes. */
    size: number;
    /** @throws RequestError for damaged content, while it is read. */
    read: (member: ArchiveMember) => Content;
  } & Disposable
>;

/**
 * Reads a zip's central directory (APPNOTE.TXT 4.3.12); `name` is what errors call it.
 * @throws RequestError for what is no whole zip, and for more than `most` members.
 */
export async function openZip(path: string, name: string, most: number): Promise<Zip> {
  const reader = new ZipReader(path);
  try {
    const file = await open(reader, name);
    if (file.entryCount > most) throw refusal(name, `at most ${most} files and folders`, "more");
    const entries = await listOf(file, name);
    const spoilt = overlapping(entries, file);
    const byMember = new Map(entries.map((entry) => [memberOf(entry, spoilt), entry]));
    return {
      members: [...byMember.keys()],
      size: reader.size,
      read: (member) => contentOf(file, byMember.get(member) as Entry, name),
      [Symbol.dispose]: () => reader[Symbol.dispose](),
    };
  } catch (error) {
    reader[Symbol.dispose]();
    throw error;
  }
}

async function open(reader: ZipReader, name: string): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(reader, reader.size, {
      decodeStrings: false,
      autoClose: false,
    });
  } catch (error) {
    throw damaged(name, error);
  }
}

async function listOf(file: ZipFile, name: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of file.eachEntry()) entries.push(entry);
  } catch (error) {
    throw damaged(name, error);
  }
  return entries;
}

/** Members whose bytes are another one's, too: how a small file becomes a petabyte. */
function overlapping(entries: readonly Entry[], { fileSize }: ZipFile): ReadonlySet<Entry> {
  const ordered = entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  return new Set(
    ordered.filter((entry, at) => {
      const next = ordered[at + 1]?.relativeOffsetOfLocalHeader ?? fileSize;
      return leastEnd(entry) > next;
    }),
  );
}

/** A local header has 30 bytes and the name; what it has beyond that only itself tells (APPNOTE.TXT 4.3.7). */
function leastEnd(entry: Entry): number {
  return entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
}

function memberOf(entry: Entry, spoilt: ReadonlySet<Entry>): ArchiveMember {
  const written = zipName(entry);
  const { path, problem } = entryPath(written);
  const mode = entry.externalFileAttributes >>> 16;
  return {
    path: path ?? written,
    kind: /[/\\]$/u.test(written) ? "folder" : "file",
    isExecutable: (mode & 0o100) !== 0,
    problem: problem ?? problemOf(entry, mode) ?? (spoilt.has(entry) ? overlap : undefined),
  };
}

const overlap = { expected: "bytes that belong to one file", got: "two that share them (a bomb?)" };

function problemOf(entry: Entry, mode: number): MemberProblem | undefined {
  const type = fileTypes[mode & 0o170000];
  if (type !== undefined) return { expected: "files and folders only", got: type };
  if (entry.isEncrypted())
    return { expected: "an archive without a password", got: "an encrypted file" };
  if (!entry.canDecodeFileData())
    return {
      expected: "plain zip compression (deflate)",
      got: `method ${entry.compressionMethod}`,
    };
  return undefined;
}

/** The upper half of the attributes is `st_mode` where a Unix wrote it, and has no such bits elsewhere (inode(7)). */
const fileTypes: Readonly<Record<number, string>> = {
  0o120000: "a symbolic link",
  0o010000: "a pipe",
  0o020000: "a device",
  0o060000: "a device",
  0o140000: "a socket",
};

async function* contentOf(file: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const piece of await file.openReadStreamPromise(entry)) {
      sum = crc32(piece as Buffer, sum);
      yield piece as Buffer;
    }
  } catch (error) {
    throw damaged(name, error, zipName(entry));
  }
  if (sum !== entry.crc32) throw damaged(name, new Error("checksum"), zipName(entry));
}

/** The library's errors are for programmers: they go to the end of the line. */
function damaged(name: string, error: unknown, member?: string): Error {
  const where = member === undefined ? "" : ` at ${quoted(member)}`;
  const detail = error instanceof Error ? error.message : String(error);
  return refusal(name, "a whole zip", `one that is cut off or damaged${where} (${detail})`);
}
