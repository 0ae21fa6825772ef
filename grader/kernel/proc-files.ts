import { closeSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";

/** The text of a file under `/proc`, or undefined when its process is gone or may not be looked at. */
export function readProc(path: string): string | undefined {
  return withFile(path, (file) => {
    let text = "";
    for (;;) {
      const count = readSync(file, buffer, 0, buffer.length, null);
      text += buffer.toString("latin1", 0, count);
      if (count < fullPage) return text;
    }
  });
}

/** The names in a folder under `/proc`; none when its process is gone. */
export function listProc(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // gone: a value like any other here
  }
}

/** What a link under `/proc` points at: `socket:[42]`, `/dev/pts/0`, `anon_inode:[eventpoll]`. */
export function linkProc(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // the process or its descriptor is gone
  }
}

/** Bytes of a process's memory, fresh in a buffer of their own; undefined when they can not be read. */
export function readMemory(pid: number, address: number, length: number): Buffer | undefined {
  return withFile(`/proc/${pid}/mem`, (file) => {
    const bytes = Buffer.alloc(length);
    return readSync(file, bytes, 0, length, address) === length ? bytes : undefined;
  });
}

function withFile<T>(path: string, use: (file: number) => T): T | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    return use(file);
  } catch {
    return undefined; // gone between two reads, or not ours to read
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

// Reads are synchronous and decoded at once, so one buffer serves them all.
const buffer = Buffer.allocUnsafeSlow(65_536);

// The kernel fills up to a page of at least 4096 bytes and a record is shorter than 256, so less than
// this is the end. Asking once more would walk the whole table of connections again: 2 ms.
const fullPage = 4096 - 256;
