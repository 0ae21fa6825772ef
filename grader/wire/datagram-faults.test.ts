import fc from "fast-check";
import { expect, it } from "vitest";
import { type Fault, FaultyLane, type Passed } from "./datagram-faults.ts";

const told = (passed: readonly Passed<string>[]) =>
  passed.map(({ datagram, fate }) => [datagram, fate].join(" ").trim());

function sent(faults: readonly Fault[], ...datagrams: readonly string[]) {
  const lane = new FaultyLane<string>(faults);
  const atOnce = datagrams.map((datagram) => told(lane.accept(datagram)));
  return { lane, atOnce };
}

it("passes everything on where no fault is planned", () => {
  const { lane, atOnce } = sent([], "a", "", "c");
  expect(atOnce).toEqual([["a"], [""], ["c"]]);
  expect([lane.isHolding, lane.whenSettled()]).toEqual([false, []]);
});

it("loses and doubles the very datagram it was told to", () => {
  const { lane, atOnce } = sent(["none", "lose", "double"], "a", "b", "c", "d");
  expect(atOnce).toEqual([["a"], ["b lost"], ["c", "c doubled"], ["d"]]);
  expect(lane.isHolding).toBe(false);
});

it("lets the next one overtake", () => {
  const { lane, atOnce } = sent(["overtaken"], "a", "b", "c");
  expect(atOnce).toEqual([[], ["b", "a late"], ["c"]]);
  expect(lane.isHolding).toBe(false);
});

it("gives an overtaken one up to rest when nobody overtakes, or the next is overtaken as well", () => {
  const { lane, atOnce } = sent(["overtaken", "overtaken"], "a", "b");
  expect(atOnce).toEqual([[], ["a late"]]);
  expect(lane.isHolding).toBe(true);
  expect(told(lane.whenSettled())).toEqual(["b late"]);
  expect([lane.isHolding, lane.whenSettled()]).toEqual([false, []]);
});

it("keeps a delayed one until everybody rests, whatever passes it", () => {
  const { lane, atOnce } = sent(["delay", "lose"], "a", "b", "c");
  expect(atOnce).toEqual([[], ["b lost"], ["c"]]);
  expect(lane.isHolding).toBe(true);
  expect(told(lane.whenSettled())).toEqual(["a late"]);
  expect(lane.isHolding).toBe(false);
});

it("delivers each datagram exactly as often as its fault says, and holds nothing for ever", () => {
  const faults = fc.array(fc.constantFrom<Fault>("none", "lose", "double", "overtaken", "delay"));
  fc.assert(
    fc.property(faults, fc.array(fc.boolean()), (plan, rests) => {
      const lane = new FaultyLane<number>(plan);
      const all: Passed<number>[] = [];
      for (let at = 0; at < plan.length + 3; at += 1) {
        all.push(...lane.accept(at));
        if (rests[at] === true) all.push(...lane.whenSettled());
      }
      all.push(...lane.whenSettled());
      expect(lane.isHolding).toBe(false);
      for (let at = 0; at < plan.length + 3; at += 1) {
        const copies = all.filter(({ datagram, fate }) => datagram === at && fate !== "lost");
        const expected = { lose: 0, double: 2 }[plan[at] as string] ?? 1;
        expect(copies.length).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});
