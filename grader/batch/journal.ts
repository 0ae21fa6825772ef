import { type FileHandle, open, readFile } from "node:fs/promises";
import type { ClassEntry } from "../model/class-record.ts";
import { RequestError } from "../model/request-error.ts";
import { type BatchWish, type JournalLine, journalLineSchema } from "./journal-line.ts";

/** An entry as it was written down. */
export type Noted = Readonly<{
  entry: ClassEntry;
  fingerprint: string;
  resultHash?: string | undefined;
  /** Written before the batch that runs now was begun. */
  isEarlier: boolean;
}>;

/**
 * What has been graded, a line for each, on the disk before it counts. Whoever is killed leaves at most one
 * torn line at the end, which is dropped: that submission is graded again.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #noted = new Map<string, Noted>();
  #bytes: number;
  #begin: Begin | undefined;
  #isOpen = false;
  #turn: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, { lines, bytes }: ReadJournal) {
    this.#file = file;
    this.#bytes = bytes;
    for (const line of lines) this.#read(line);
  }

  /** @throws RequestError when the file is something else. */
  static async open(path: string): Promise<Journal> {
    const found = await readJournal(path);
    const file = await open(path, "a+", 0o644);
    await file.truncate(found.bytes);
    return new Journal(file, found);
  }

  /** The exercise that the folder is about; undefined for a new one. */
  get exercise(): string | undefined {
    return this.#begin?.exercise;
  }

  get seed(): number | undefined {
    return this.#begin?.seed;
  }

  /** When the batch that runs now was begun; ISO 8601, UTC. */
  get begun(): string {
    return this.#begin?.at ?? "";
  }

  /** What is known of a student: the last that was written down. */
  noted(key: string): Noted | undefined {
    return this.#noted.get(key);
  }

  /** Goes on with the batch that was begun, if it asked for the same and never came to its end; else begins one. */
  async begin(exercise: string, seed: number, wish: BatchWish): Promise<void> {
    const isSame = JSON.stringify(this.#begin?.wish) === JSON.stringify(wish);
    if (this.#isOpen && isSame && this.#begin?.seed === seed) return;
    const at = new Date().toISOString();
    await this.#add({ kind: "begin", schemaVersion: 1, exercise, seed, wish, at });
  }

  async note(entry: ClassEntry, fingerprint: string, resultHash?: string): Promise<void> {
    await this.#add({ kind: "entry", fingerprint, resultHash, entry });
  }

  async end(): Promise<void> {
    await this.#add({ kind: "end", at: new Date().toISOString() });
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#file.close();
  }

  /** One after another, and known only once the disk has it. */
  async #add(line: JournalLine): Promise<void> {
    const adding = this.#turn.then(() => this.#write(line));
    this.#turn = adding.catch(() => undefined);
    await adding;
    this.#read(line);
  }

  async #write(line: JournalLine): Promise<void> {
    const text = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (error) {
      // A full disk may have taken half of it.
      await this.#file.truncate(this.#bytes).catch(() => undefined);
      throw error;
    }
    this.#bytes += text.length;
  }

  #read(line: JournalLine): void {
    switch (line.kind) {
      case "begin":
        this.#begin = line;
        this.#isOpen = true;
        for (const [key, noted] of this.#noted) this.#noted.set(key, { ...noted, isEarlier: true });
        break;
      case "entry":
        this.#noted.set(line.entry.student.key, { ...line, isEarlier: false });
        break;
      case "end":
        this.#isOpen = false;
        break;
    }
  }
}

type Begin = Extract<JournalLine, { kind: "begin" }>;

type ReadJournal = Readonly<{
  lines: readonly JournalLine[];
  /** As far as it is whole. */
  bytes: number;
}>;

async function readJournal(path: string): Promise<ReadJournal> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const bytes = content.lastIndexOf("\n") + 1;
  const whole = content.subarray(0, bytes).toString().split("\n").slice(0, -1);
  const lines = whole.map(readLine);
  if (lines.length > 0 && lines[0]?.kind !== "begin")
    throw new RequestError(
      `Expected --out to be a new folder or one of an earlier batch, got a journal that does not begin like one: ${path}`,
    );
  // A line in the middle that a disk has spoilt: that student is graded again.
  return { lines: lines.filter((line) => line !== undefined), bytes };
}

function readLine(text: string): JournalLine | undefined {
  try {
    return journalLineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
