import { expect, test } from "vitest";
import type { GradeEvent } from "../model/event.ts";
import { fanOut } from "./fan-out.ts";
import type { Reporter } from "./reporter.ts";

const begin: GradeEvent = { kind: "check-begin", id: "a", title: "A" };

function listener(): { heard: string[]; reporter: Reporter } {
  const heard: string[] = [];
  return {
    heard,
    reporter: { on: (event) => void heard.push(event.kind), end: () => void heard.push("ended") },
  };
}

test("one that throws hears nothing more, and the others go on", async () => {
  const good = listener();
  let calls = 0;
  const bad: Reporter = {
    on() {
      calls += 1;
      throw new TypeError("no room");
    },
  };
  const all = fanOut([
    ["bad", bad],
    ["good", good.reporter],
  ]);
  all.on(begin);
  all.on(begin);
  expect(await all.end()).toEqual([{ name: "bad", error: new TypeError("no room") }]);
  expect(calls).toBe(1);
  expect(good.heard).toEqual(["check-begin", "check-begin", "ended"]);
});

test("one that fails at the end is told too, whatever it threw", async () => {
  const good = listener();
  const bad: Reporter = {
    on: () => undefined,
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- this one throws something odd
    end: () => Promise.reject("disk full"),
  };
  expect(
    await fanOut([
      ["bad", bad],
      ["good", good.reporter],
    ]).end(),
  ).toEqual([{ name: "bad", error: new Error("disk full") }]);
  expect(good.heard).toEqual(["ended"]);
});
