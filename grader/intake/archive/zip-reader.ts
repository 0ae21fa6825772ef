import { closeSync, fstatSync, openSync, read } from "node:fs";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

type WhenRead = (error: Error | null, count?: number, bytes?: Buffer) => void;

/**
 * Reads a zip for yauzl, and believes none of the places that it names: yauzl 3.4 asks Node for bytes beyond
 * the largest file there can be (zip64's offsets have 64 bits), and Node throws where nobody catches.
 */
export class ZipReader extends RandomAccessReader {
  /** How long the file is, in bytes. */
  readonly size: number;
  readonly #fd: number;

  /** @throws what open(2) throws. */
  constructor(path: string) {
    super();
    this.#fd = openSync(path, "r");
    this.size = fstatSync(this.#fd).size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    whenRead: WhenRead,
  ): void {
    const isInside = position >= 0 && position + length <= this.size;
    if (isInside) read(this.#fd, buffer, offset, length, position, whenRead);
    else setImmediate(() => whenRead(new Error("a place outside of the file")));
  }

  /** Not one of Node's streams for files: those close the file when they are destroyed, whoever else reads it. */
  override _readStreamForRange(start: number, end: number): Readable {
    let at = start;
    const fill = (stream: Readable, wanted: number) => {
      const length = Math.min(wanted, end - at);
      if (length <= 0) return void stream.push(null);
      this.read(Buffer.alloc(length), 0, length, at, (error, count = 0, bytes) => {
        at += count;
        if (error !== null) stream.destroy(error);
        else stream.push(count > 0 ? bytes?.subarray(0, count) : null);
      });
    };
    return new Readable({
      read(wanted) {
        fill(this, wanted);
      },
    });
  }

  /** Nothing may be read after. */
  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}
