/**
 * Bytes that keep coming, at any time as one piece. Its room doubles, so that a mebibyte in a thousand
 * pieces is not copied a thousand times.
 */
export class GrowingBuffer {
  #room = Buffer.alloc(256);
  #length = 0;

  /** All bytes so far. What was given out stays as it is. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#room.length) this.#grow(length);
    this.#room.set(bytes, this.#length);
    this.#length = length;
  }

  #grow(length: number): void {
    const room = Buffer.alloc(Math.max(length, 2 * this.#room.length));
    this.#room.copy(room, 0, 0, this.#length);
    this.#room = room;
  }
}
