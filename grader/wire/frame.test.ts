import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnFrame } from "./frame.ts";

type Framing = (text: string) => Buffer;

const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const word = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

/** Two or three texts, not all of one length, and one more that was never seen. */
const texts = fc
  .record({
    samples: fc.array(word(3, 14), { minLength: 2, maxLength: 3 }),
    next: word(1, 20),
  })
  .filter(({ samples }) => new Set(samples.map((text) => text.length)).size > 1);

function expectLearnt(framing: Framing, samples: readonly string[], next: string): void {
  const frame = learnFrame(samples.map((text) => ({ text, bytes: framing(text) })));
  expect(frame?.encode(next).toString("latin1")).toBe(framing(next).toString("latin1"));
}

/** A header of so many bytes: the message's length, plus what the program counts besides. */
function lengthBefore(bits: 8 | 16 | 32 | 64, end: "BE" | "LE", extra: number): Framing {
  return (text) => {
    const length = Buffer.byteLength(text) + extra;
    const header = Buffer.alloc(bits / 8);
    if (bits === 64) header[`writeBigUInt64${end}`](BigInt(length));
    else header[end === "BE" ? "writeUIntBE" : "writeUIntLE"](length, 0, bits / 8);
    return Buffer.concat([header, Buffer.from(text)]);
  };
}

function withMagic(magic: Uint8Array, framing: Framing): Framing {
  return (text) => Buffer.concat([magic, framing(text)]);
}

const affix = fc.constantFrom(
  "\n",
  "\r\n",
  "\0",
  "MSG:",
  " ",
  "|",
  "<fim>",
  "[cliente] ",
  "\u00e7",
);
const nothing = fc.constant("");

describe("learnFrame", () => {
  it.each([
    ["nothing around it", nothing, nothing],
    ["something after it", nothing, affix],
    ["something before it", affix, nothing],
    ["something on both sides", affix, affix],
  ])("speaks a message with %s", (_, befores, afters) => {
    fc.assert(
      fc.property(texts, befores, afters, ({ samples, next }, before, after) => {
        expectLearnt((text) => Buffer.from(before + text + after), samples, next);
      }),
    );
  });

  it.each([8, 16, 32, 64] as const)("speaks a %i-bit length, both byte orders", (bits) => {
    const ends = fc.constantFrom("BE", "LE");
    fc.assert(
      fc.property(texts, ends, fc.nat({ max: 40 }), ({ samples, next }, end, extra) => {
        expectLearnt(lengthBefore(bits, end, extra), samples, next);
      }),
      { numRuns: 300 },
    );
  });

  it.each([16, 32, 64] as const)("carries a %i-bit length beyond one byte", (bits) => {
    for (const end of ["BE", "LE"] as const) {
      expectLearnt(lengthBefore(bits, end, 0), ["uva", "beterraba"], "a".repeat(700));
    }
  });

  it.each([8, 16, 32, 64] as const)("finds a %i-bit length behind a constant header", (bits) => {
    // Zeros before a length could belong to a wider one: samples can not tell, nor need they.
    const magics = fc.uint8Array({ min: 1, minLength: 1, maxLength: 12 });
    const ends = fc.constantFrom("BE", "LE");
    fc.assert(
      fc.property(texts, magics, ends, ({ samples, next }, magic, end) => {
        expectLearnt(withMagic(magic, lengthBefore(bits, end, 0)), samples, next);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps a constant end behind a length", () => {
    const framing = lengthBefore(32, "BE", 1);
    expectLearnt(
      (text) => Buffer.concat([framing(text), Buffer.from("\n")]),
      ["uva", "girafa"],
      "lua",
    );
  });

  it.each([
    ["a separator", (n: number) => `${n}:`],
    ["a word before and a separator", (n: number) => `LEN ${n};`],
    ["a blank line", (n: number) => `Content-Length: ${n}\r\n\r\n`],
    ["a line end", (n: number) => `${n}\n`],
    ["a space", (n: number) => `${n} `],
    ["zeros in front, 4 wide", (n: number) => String(n).padStart(4, "0")],
    ["zeros in front, 3 wide", (n: number) => String(n).padStart(3, "0")],
    ["spaces after, 10 wide", (n: number) => String(n).padEnd(10)],
    ["spaces after, 64 wide", (n: number) => String(n).padEnd(64)],
    ["spaces in front, 10 wide", (n: number) => String(n).padStart(10)],
    ["spaces in front, 3 wide", (n: number) => String(n).padStart(3)],
    ["zero bytes after, 8 wide", (n: number) => String(n).padEnd(8, "\0")],
    ["zeros in front and a separator", (n: number) => `${String(n).padStart(3, "0")}|`],
  ])("speaks a decimal length with %s", (_, header) => {
    fc.assert(
      fc.property(texts, ({ samples, next }) => {
        expectLearnt((text) => Buffer.from(header(text.length) + text), samples, next);
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 0x20, 0x2e])("speaks messages padded to a fixed size with byte %i", (fill) => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 64 }), ({ samples, next }, size) => {
        const framing: Framing = (text) =>
          Buffer.from(text.padEnd(size, String.fromCharCode(fill)));
        expectLearnt(framing, samples, next);
      }),
    );
  });

  it("learns padding from a message that needed none", () => {
    expectLearnt((text) => Buffer.from(text.padEnd(6, "\0")), ["pipoca", "uva"], "lua");
  });

  it("counts bytes, not characters", () => {
    expectLearnt(lengthBefore(16, "BE", 0), ["ação", "pipoca", "uva"], "coração");
    expectLearnt((text) => Buffer.from(`${Buffer.byteLength(text)}:${text}`), ["ação", "uva"], "é");
  });

  it.each([
    ["no sample", []],
    ["one sample", [["uva", "uva\n"]]],
    [
      "equal lengths, where a length is not seen to change",
      [
        ["uva", "\x03uva"],
        ["lua", "\x03lua"],
      ],
    ],
    [
      "equal lengths, however plain",
      [
        ["uva", "uva\n"],
        ["lua", "lua\n"],
      ],
    ],
    [
      "a text that is not there",
      [
        ["uva", "uva"],
        ["pipoca", "PIPOCA"],
      ],
    ],
    [
      "other ends",
      [
        ["uva", "uva\n"],
        ["pipoca", "pipoca\r"],
      ],
    ],
    [
      "other beginnings",
      [
        ["uva", "1 uva"],
        ["pipoca", "2 pipoca"],
      ],
    ],
    [
      "a length that does not fit",
      [
        ["uva", "\x03uva"],
        ["pipoca", "\x09pipoca"],
      ],
    ],
    [
      "a decimal length that does not fit",
      [
        ["uva", "10:uva"],
        ["pipoca", "11:pipoca"],
      ],
    ],
    [
      "padding of two kinds",
      [
        ["uva", "uva\0\0\0\0\0"],
        ["pipoca", "pipoca  "],
      ],
    ],
    [
      "a third that breaks the rule",
      [
        ["uva", "uva\n"],
        ["pipoca", "pipoca\n"],
        ["lua", "lua"],
      ],
    ],
    [
      "a third that is not there",
      [
        ["uva", "uva\n"],
        ["pipoca", "pipoca\n"],
        ["lua", ""],
      ],
    ],
  ])("does not guess from %s", (_, samples) => {
    const taken = samples.map(([text = "", bytes = ""]) => ({
      text,
      bytes: Buffer.from(bytes, "latin1"),
    }));
    expect(learnFrame(taken)).toBeUndefined();
  });

  it.each([
    ["bare", "uva", "pipoca"],
    ['"\\n" after', "uva\n", "pipoca\n"],
    ['"> " before, "!" after', "> uva!", "> pipoca!"],
    ["padded to 8 bytes", "uva\0\0\0\0\0", "pipoca\0\0"],
    ["8-bit length before", "\x03uva", "\x06pipoca"],
    ["32-bit length before", "\0\0\0\x03uva", "\0\0\0\x06pipoca"],
    ["decimal length before", "3:uva", "6:pipoca"],
  ])("describes %s", (words, short, long) => {
    const samples = [
      { text: "uva", bytes: Buffer.from(short, "latin1") },
      { text: "pipoca", bytes: Buffer.from(long, "latin1") },
    ];
    expect(learnFrame(samples)?.describe).toBe(words);
  });
});
