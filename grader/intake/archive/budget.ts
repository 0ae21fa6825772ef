import { refusal } from "./refusal.ts";

/** How much may come out of archives. */
export type UnpackLimits = Readonly<{
  /** Files and folders. */
  entries: number;
  /** Of all files together. */
  bytes: number;
  /** Unpacked to packed, once more than {@link ratioFrom} bytes have come out. */
  ratio: number;
  ratioFrom: number;
}>;

/** What one student may hand in: ten times what a project with its libraries has. */
const studentLimits: UnpackLimits = {
  entries: 20_000,
  bytes: 256 << 20,
  // Text packs 3 to 10 times, a deflated zero 1,032 times (RFC 1951 allows no more).
  ratio: 100,
  ratioFrom: 16 << 20,
};

/** Counts what comes out of a student's archives, all of them together, and stops what never ends. */
export class Budget {
  readonly limits: UnpackLimits;
  #entries = 0;
  #bytes = 0;
  /** For each archive by itself: a small one beside a large one is no bomb. */
  readonly #bytesOf = new Map<string, number>();

  constructor(limits: UnpackLimits = studentLimits) {
    this.limits = limits;
  }

  /** One more file or folder of the archive that errors call `archive`. */
  addEntry(archive: string): void {
    this.#entries += 1;
    if (this.#entries <= this.limits.entries) return;
    throw refusal(archive, `at most ${this.limits.entries} files and folders`, "more");
  }

  /** `bytes` more have come out of an archive that is `packed` bytes long. */
  addBytes(bytes: number, archive: string, packed: number): void {
    this.#bytes += bytes;
    const { bytes: most, ratio, ratioFrom } = this.limits;
    if (this.#bytes > most)
      throw refusal(archive, `at most ${most >> 20} MiB when unpacked`, "more");
    const own = (this.#bytesOf.get(archive) ?? 0) + bytes;
    this.#bytesOf.set(archive, own);
    if (own > ratioFrom && own > packed * ratio)
      throw refusal(
        archive,
        `files that unpack to at most ${ratio} times their packed size`,
        "more (a bomb?)",
      );
  }
}
