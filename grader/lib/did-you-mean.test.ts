import { expect, test } from "vitest";
import { didYouMean } from "./did-you-mean.ts";

test.each([
  ["sever", "server"],
  ["servre", "server"],
  ["CLIENTE", "client"],
  ["clint", "client"],
  ["servers", "server"],
])("%s meant %s", (word, meant) => {
  expect(didYouMean(word, ["server", "client"])).toBe(meant);
});

test.each(["", "x", "banana", "servidor de eco"])("%j meant nothing known", (word) => {
  expect(didYouMean(word, ["server", "client"])).toBeUndefined();
});

test("the nearest option wins, not the first", () => {
  expect(didYouMean("ex13", ["ex1", "ex13", "ex3"])).toBe("ex13");
});
