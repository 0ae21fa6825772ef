/** A piece of what a program wrote, with the time since the program's check began. */
export type ScreenChunk = Readonly<{ atMs: number; stream: "stdout" | "stderr"; text: string }>;

/**
 * What a person would have seen of a program: both its output streams, in order, with time.
 * Invalid UTF-8 becomes U+FFFD, a character cut in two by a write is put together again, and what
 * comes after `limitBytes` of a stream is counted but not kept: then `isFull` turns true.
 */
export class Screen {
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #limitBytes: number;
  readonly #now: () => number;
  readonly #onChunk: (chunk: ScreenChunk) => void;
  #texts = { stdout: "", stderr: "", both: "" };
  #last: "stdout" | "stderr" | undefined;
  readonly #written = { stdout: 0, stderr: 0 };

  constructor(
    options: Readonly<{
      limitBytes: number;
      now: () => number;
      onChunk: (chunk: ScreenChunk) => void;
    }>,
  ) {
    this.#limitBytes = options.limitBytes;
    this.#now = options.now;
    this.#onChunk = options.onChunk;
  }

  /** Takes bytes as the program wrote them. */
  accept(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    const kept = bytes.subarray(0, Math.max(0, this.#limitBytes - this.#written[stream]));
    this.#written[stream] += bytes.length;
    const text = this.#decoders[stream].decode(kept, { stream: true });
    this.#texts[stream] += text;
    this.#texts.both += this.#lineBreakBefore(stream, text) + text;
    this.#onChunk({ atMs: this.#now(), stream, text });
  }

  /**
   * What two streams wrote is two things, even if no line end stands between: telnet writes to standard
   * error that the connection is closed, right after the text that came.
   */
  #lineBreakBefore(stream: "stdout" | "stderr", text: string): string {
    if (text === "") return "";
    const isOther = this.#last !== undefined && this.#last !== stream;
    this.#last = stream;
    return isOther && !this.#texts.both.endsWith("\n") ? "\n" : "";
  }

  /** Everything shown so far, both streams. */
  get text(): string {
    return this.#texts.both;
  }

  /** What was written to standard error alone: where interpreters explain a crash. */
  get errorText(): string {
    return this.#texts.stderr;
  }

  /** What it has to say for itself: standard error, or all of its screen where nothing stands there. */
  get spoken(): string {
    return this.#texts.stderr === "" ? this.#texts.both : this.#texts.stderr;
  }

  /** Bytes written to both streams, kept or not. */
  get bytes(): number {
    return this.#written.stdout + this.#written.stderr;
  }

  /** One of the streams has reached its limit. */
  get isFull(): boolean {
    return Math.max(this.#written.stdout, this.#written.stderr) >= this.#limitBytes;
  }
}
