/** A message that was typed, and the bytes it became on the wire. */
export type FrameSample = Readonly<{ text: string; bytes: Buffer }>;

/** How one program puts a message on the wire. */
export type Frame = Readonly<{
  /** For the reader of a trace: `bare`, `"\n" after`, `32-bit length before`, … */
  describe: string;
  encode: (text: string) => Buffer;
}>;

/**
 * Learns how a message looks on the wire from messages of different lengths: bytes before and
 * after that never change, a length in one of the usual codings, padding to a fixed size. The
 * protocol is the student's, so nothing is taken for granted.
 * @returns undefined when the samples fit no such rule; two of different length are needed.
 */
export function learnFrame(samples: readonly FrameSample[]): Frame | undefined {
  const parts = samples.map(split);
  const known = parts.filter((part) => part !== undefined);
  if (known.length < 2 || known.length < parts.length) return undefined;
  if (new Set(known.map((part) => part.text.length)).size < 2) return undefined;
  // Decimal first: one digit that changes would pass for a binary length that counts 48 bytes more.
  return constant(known) ?? padded(known) ?? decimalLength(known) ?? binaryLength(known);
}

type Parts = Readonly<{ text: Buffer; before: Buffer; after: Buffer; total: number }>;

function split({ text, bytes }: FrameSample): Parts | undefined {
  const encoded = Buffer.from(text);
  const at = bytes.indexOf(encoded);
  if (at < 0) return undefined;
  return {
    text: encoded,
    before: bytes.subarray(0, at),
    after: bytes.subarray(at + encoded.length),
    total: bytes.length,
  };
}

function constant(parts: readonly Parts[]): Frame | undefined {
  const [first] = parts as [Parts];
  const { before, after } = first;
  if (!parts.every((part) => part.before.equals(before) && part.after.equals(after)))
    return undefined;
  const names = [
    before.length > 0 ? `${quoted(before)} before` : "",
    after.length > 0 ? `${quoted(after)} after` : "",
  ];
  return {
    describe: names.filter(Boolean).join(", ") || "bare",
    encode: (text) => Buffer.concat([before, Buffer.from(text), after]),
  };
}

function padded(parts: readonly Parts[]): Frame | undefined {
  const [{ before, after, total }] = parts as [Parts];
  const fill = after.at(-1) ?? parts.find((part) => part.after.length > 0)?.after.at(-1);
  if (fill === undefined) return undefined;
  const fits = (part: Parts) =>
    part.total === total && part.before.equals(before) && part.after.every((byte) => byte === fill);
  if (!parts.every(fits)) return undefined;
  return {
    describe: `padded to ${total} bytes`,
    encode: (text) => {
      const message = Buffer.concat([before, Buffer.from(text)]);
      return Buffer.concat([message, Buffer.alloc(Math.max(0, total - message.length), fill)]);
    },
  };
}

function binaryLength(parts: readonly Parts[]): Frame | undefined {
  const [{ before: head, after }] = parts as [Parts];
  if (!parts.every((part) => part.before.length === head.length && part.after.equals(after)))
    return undefined;
  for (const coding of codings) {
    for (let at = 0; at + coding.bytes <= head.length; at += 1) {
      const extra = constantOf(
        parts.map((part) => coding.read(part.before, at) - part.text.length),
      );
      const rest = parts.every((part) => sameOutside(part.before, head, at, coding.bytes));
      if (extra === undefined || !rest) continue;
      return {
        describe: `${coding.bytes * 8}-bit length before`,
        encode: (text) => {
          const message = Buffer.from(text);
          const before = Buffer.from(head);
          coding.write(before, message.length + extra, at);
          return Buffer.concat([before, message, after]);
        },
      };
    }
  }
  return undefined;
}

function decimalLength(parts: readonly Parts[]): Frame | undefined {
  const [{ after }] = parts as [Parts];
  const fields = parts.map((part) => /^(\D*?)(\d+)(\D*)$/su.exec(part.before.toString("latin1")));
  const [first] = fields;
  if (!first || !parts.every((part) => part.after.equals(after))) return undefined;
  const extra = constantOf(
    fields.map((field, index) => Number(field?.[2]) - (parts[index] as Parts).text.length),
  );
  if (extra === undefined || extra < 0) return undefined;
  const [, head = "", digits = "", tail = ""] = first;
  const width = constantOf(parts.map((part) => part.before.length)) ?? 0;
  const isZeroFilled = fields.some((field) => field?.[2]?.startsWith("0"));
  const isRightAligned = width > 0 && /^ +$/u.test(head);
  const isPadded =
    width > 0 &&
    (new Set(fields.map((field) => field?.[3])).size > 1 || /^([ \0])\1+$/u.test(tail));
  return {
    describe: "decimal length before",
    encode: (text) => {
      const message = Buffer.from(text);
      const number = String(message.length + extra);
      const filled = isZeroFilled ? number.padStart(digits.length, "0") : number;
      const field = (isRightAligned ? "" : head) + filled + (isPadded ? "" : tail);
      const aligned = isRightAligned ? field.padStart(width) : field;
      const before = isPadded ? aligned.padEnd(width, tail.at(-1) ?? " ") : aligned;
      return Buffer.concat([Buffer.from(before, "latin1"), message, after]);
    },
  };
}

type Coding = Readonly<{
  bytes: number;
  read: (from: Buffer, at: number) => number;
  write: (into: Buffer, value: number, at: number) => void;
}>;

/** Widest first: the low byte of a 32-bit length would pass for a length of its own. */
const codings: readonly Coding[] = [
  {
    bytes: 8,
    read: (b, at) => Number(b.readBigUInt64BE(at)),
    write: (b, n, at) => b.writeBigUInt64BE(BigInt(n), at),
  },
  {
    bytes: 8,
    read: (b, at) => Number(b.readBigUInt64LE(at)),
    write: (b, n, at) => b.writeBigUInt64LE(BigInt(n), at),
  },
  { bytes: 4, read: (b, at) => b.readUInt32BE(at), write: (b, n, at) => b.writeUInt32BE(n, at) },
  { bytes: 4, read: (b, at) => b.readUInt32LE(at), write: (b, n, at) => b.writeUInt32LE(n, at) },
  { bytes: 2, read: (b, at) => b.readUInt16BE(at), write: (b, n, at) => b.writeUInt16BE(n, at) },
  { bytes: 2, read: (b, at) => b.readUInt16LE(at), write: (b, n, at) => b.writeUInt16LE(n, at) },
  { bytes: 1, read: (b, at) => b.readUInt8(at), write: (b, n, at) => b.writeUInt8(n, at) },
];

function sameOutside(one: Buffer, other: Buffer, at: number, length: number): boolean {
  return (
    one.subarray(0, at).equals(other.subarray(0, at)) &&
    one.subarray(at + length).equals(other.subarray(at + length))
  );
}

function constantOf(values: readonly number[]): number | undefined {
  const [first] = values;
  // Beyond 2^53 different lengths would look the same.
  return first !== undefined &&
    Number.isSafeInteger(first) &&
    values.every((value) => value === first)
    ? first
    : undefined;
}

function quoted(bytes: Buffer): string {
  return JSON.stringify(bytes.toString("latin1"));
}
