import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom, shuffled } from "./random.ts";

const words = ["uva", "lua", "giz", "pau", "boi", "sol", "tatu", "peru"];
const order = (seed: number, salt: string) => shuffled(words, seededRandom(seed, salt)).join(" ");

test("the same seed and salt give the same words", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.string(), (seed, salt) => {
      expect(order(seed, salt)).toBe(order(seed, salt));
    }),
  );
});

test("every check has words of its own, and so has every seed", () => {
  const salts = ["rounds", "reply-arrives", "message-arrives", "exit-word", "s", "t"];
  expect(new Set(salts.map((salt) => order(7, salt))).size).toBe(salts.length);
  const seeds = Array.from({ length: 50 }, (_, seed) => order(seed, "rounds"));
  expect(new Set(seeds).size).toBeGreaterThan(45);
});

test("the order of a salt's letters matters", () => {
  expect(seededRandom(1, "ab")()).not.toBe(seededRandom(1, "ba")());
});

test("numbers are in [0, 1) and spread over it", () => {
  const random = seededRandom(12_345, "spread");
  const counts = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 10_000; draw += 1) {
    const number = random();
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThan(1);
    const tenth = Math.floor(number * 10);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(200);
});

test("shuffling keeps every value, changes no order of the original, and reaches every place", () => {
  const original = [...words];
  const firsts = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const copy = shuffled(words, seededRandom(seed, ""));
    expect(copy.toSorted()).toEqual(original.toSorted());
    firsts.add(copy[0] as string);
  }
  expect(words).toEqual(original);
  expect(firsts.size).toBe(words.length);
});
