import { describe, expect, it } from "vitest";
import { mistakeIn } from "./counting.ts";

const say = (...numbers: readonly (number | string)[]) =>
  numbers.map((number) => `Multicast numero ${number}`);

describe("numbers in texts", () => {
  it.each([
    ["as the handout says them", say(1, 2, 3)],
    ["with the group behind", say("1 /224.2.2.3", "2 /224.2.2.3", "3 /224.2.2.3")],
    [
      "behind a clock and an address",
      ["[19:59:58] 224.2.2.3:8888 n=1", "[19:59:58] 224.2.2.3:8888 n=2"],
    ],
    ["beside another number", ["sala 12: 1", "sala 12: 2", "sala 12: 3"]],
    ["with zeros in front", say("01", "02", "03")],
  ])("count up %s", (_, texts) => {
    expect(mistakeIn(texts)).toBeUndefined();
  });

  it.each([
    ["begins-elsewhere", say(0, 1, 2)],
    ["begins-elsewhere", say(7, 8, 9)],
    ["stays", say(1, 1, 1)],
    ["stays", ["sala 12: 1", "sala 12: 1"]],
    ["skips", say(1, 3, 5)],
    ["skips", say(3, 2, 1)],
    ["skips", ["sala 12: 1", "sala 12: 3"]],
    ["no-number", ["ola", "ola"]],
    ["no-number", ["em 224.2.2.3", "em 224.2.2.3"]],
  ] as const)("are wrong: %s %j", (mistake, texts) => {
    expect(mistakeIn(texts)).toBe(mistake);
  });
});
