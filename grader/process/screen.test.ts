import fc from "fast-check";
import { expect, test } from "vitest";
import { Screen, type ScreenChunk } from "./screen.ts";

function screen(limitBytes = 1000): { screen: Screen; chunks: ScreenChunk[] } {
  const chunks: ScreenChunk[] = [];
  let clock = 0;
  const now = () => (clock += 1);
  return {
    screen: new Screen({ limitBytes, now, onChunk: (chunk) => chunks.push(chunk) }),
    chunks,
  };
}

test("a character that two writes cut is one character", () => {
  const { screen: shown } = screen();
  const bytes = Buffer.from("ação 😀\n");
  for (const byte of bytes) shown.accept("stdout", Uint8Array.of(byte));
  expect(shown.text).toBe("ação 😀\n");
});

test("a character is put together within its own stream", () => {
  const { screen: shown } = screen();
  shown.accept("stdout", Uint8Array.of(0xc3));
  shown.accept("stderr", Buffer.from("!"));
  shown.accept("stdout", Uint8Array.of(0xa7));
  expect(shown.text).toBe("!\nç");
  expect(shown.errorText).toBe("!");
});

test.each([
  ["a lone continuation byte", [0x61, 0x80, 0x62], "a\ufffdb"],
  ["Latin-1", [0x61, 0xe7, 0xe3, 0x6f], "a\ufffd\ufffdo"],
  ["a surrogate", [0xed, 0xa0, 0x80], "\ufffd\ufffd\ufffd"],
  ["bytes that begin nothing", [0xff, 0xfe], "\ufffd\ufffd"],
])("%s becomes U+FFFD", (_, bytes, text) => {
  const { screen: shown } = screen();
  shown.accept("stdout", Uint8Array.from(bytes));
  expect(shown.text).toBe(text);
});

test("line ends and control characters stay as they were written", () => {
  const { screen: shown } = screen();
  shown.accept("stdout", Buffer.from("um\r\ndois\rtrês\b\u001b[31m\0\n"));
  expect(shown.text).toBe("um\r\ndois\rtrês\b\u001b[31m\0\n");
});

test("both streams stand in the order in which they came, each chunk with its time", () => {
  const { screen: shown, chunks } = screen();
  shown.accept("stdout", Buffer.from("a"));
  shown.accept("stderr", Buffer.from("b"));
  shown.accept("stdout", Buffer.from("c"));
  expect(shown.text).toBe("a\nb\nc");
  expect(shown.errorText).toBe("b");
  expect(chunks).toEqual([
    { atMs: 1, stream: "stdout", text: "a" },
    { atMs: 2, stream: "stderr", text: "b" },
    { atMs: 3, stream: "stdout", text: "c" },
  ]);
});

test("what comes after the limit is counted and not kept", () => {
  const { screen: shown } = screen(5);
  shown.accept("stdout", Buffer.from("1234"));
  expect(shown.isFull).toBe(false);
  shown.accept("stderr", Buffer.from("567"));
  expect(shown).toMatchObject({ text: "1234\n567", errorText: "567", bytes: 7, isFull: false });
  shown.accept("stdout", Buffer.from("89"));
  expect(shown).toMatchObject({ text: "1234\n567\n8", bytes: 9, isFull: true });
  shown.accept("stderr", Buffer.from("ab"));
  expect(shown).toMatchObject({
    text: "1234\n567\n8\nab",
    errorText: "567ab",
    bytes: 11,
    isFull: true,
  });
});

test("a screen is full at its limit, not after it", () => {
  const { screen: shown } = screen(3);
  shown.accept("stdout", Buffer.from("123"));
  expect(shown).toMatchObject({ text: "123", bytes: 3, isFull: true });
});

test("however a text is cut into writes, it reads the same", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), cuts, (text, sizes) => {
      // A byte order mark at the very beginning is not shown.
      fc.pre(!text.startsWith("\ufeff"));
      const { screen: shown } = screen(100_000);
      let rest = Buffer.from(text);
      for (let turn = 0; rest.length > 0; turn += 1) {
        const size = sizes[turn % sizes.length] as number;
        shown.accept("stdout", rest.subarray(0, size));
        rest = rest.subarray(size);
      }
      expect(shown.text).toBe(text);
    }),
  );
});
