import { expect, test } from "vitest";
import { liveLine } from "./live-line.ts";

function lineOn(live: boolean): { line: ReturnType<typeof liveLine>; written: () => string } {
  let text = "";
  return {
    line: liveLine({ write: (part) => (text += part), live, columns: 20 }),
    written: () => text,
  };
}

test("never writes where nothing may be drawn over", () => {
  const { line, written } = lineOn(false);
  line.show("1/3");
  line.clear();
  expect(written()).toBe("");
});

test("draws over itself, shorter than the terminal is wide, and goes without a trace", () => {
  const { line, written } = lineOn(true);
  line.show("1/3 a title that is much too long");
  line.clear();
  expect(written()).toBe("\u001b[1G\u001b[0J⠋ 1/3 a title that…\u001b[1G\u001b[0J");
});

test("moves on by itself until it is cleared, and then writes no more", async () => {
  const { line, written } = lineOn(true);
  line.show("1/3");
  await expect.poll(written, { timeout: 10_000 }).toContain("⠙ 1/3");
  line.clear();
  const before = written();
  line.clear();
  expect(written()).toBe(before);
});
