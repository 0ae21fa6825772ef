import { expect, it } from "vitest";
import { byteMistake } from "./difference.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

it.each([
  ["UVA", "uva", "letter-case"],
  ["UVA", "uVA", "letter-case"],
  ["uva", "UVA", "different"],
  ["UVA", "LUA", "different"],
  ["UVA", "", "nothing"],
  ["UVA", "UVA\n", "extra-newline"],
])("what is wrong with %j that came as %j is: %s", (expected, actual, mistake) => {
  expect(byteMistake({ expected: base64(expected), actual: base64(actual) })).toBe(mistake);
});
