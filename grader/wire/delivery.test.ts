import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Delivery, type DeliveryPlan } from "./delivery.ts";

const text = (bytes: Buffer) => bytes.toString("latin1");

function holding(plan: DeliveryPlan, ...pieces: readonly string[]): Delivery {
  const delivery = new Delivery(plan);
  for (const piece of pieces) expect(text(delivery.accept(Buffer.from(piece, "latin1")))).toBe("");
  return delivery;
}

/** What the receiver gets, look after look, until nothing is held any more. */
function looks(delivery: Delivery): string[] {
  const got: string[] = [];
  while (delivery.isHolding) got.push(text(delivery.whenReceiving()));
  return got;
}

describe("immediate", () => {
  it("holds nothing", () => {
    const delivery = new Delivery({ how: "immediate" });
    expect(text(delivery.accept(Buffer.from("uva")))).toBe("uva");
    expect([delivery.isHolding, delivery.isOver]).toEqual([false, false]);
    delivery.end();
    expect(delivery.isOver).toBe(true);
  });
});

describe("merged", () => {
  it("waits until nothing moves, then gives everything at once", () => {
    const delivery = holding({ how: "merged" }, "uva\n", "pipoca\n");
    expect(text(delivery.whenReceiving())).toBe("");
    expect(delivery.isHolding).toBe(true);
    expect(text(delivery.whenSettled())).toBe("uva\npipoca\n");
    expect(delivery.isHolding).toBe(false);
    expect(text(delivery.whenSettled())).toBe("");
  });

  it("keeps the end back until the bytes before it have gone", () => {
    const delivery = holding({ how: "merged" }, "uva");
    delivery.end();
    expect(delivery.isOver).toBe(false);
    delivery.whenSettled();
    expect(delivery.isOver).toBe(true);
  });
});

describe("cut", () => {
  it("gives pieces of these sizes in turn, one at each look", () => {
    const delivery = holding({ how: "cut", sizes: [1, 3, 2] }, "tangerina");
    expect(looks(delivery)).toEqual(["t", "ang", "er", "i", "na"]);
  });

  it("goes on with the next size when more bytes come", () => {
    const delivery = holding({ how: "cut", sizes: [1, 3] }, "uva");
    expect(looks(delivery)).toEqual(["u", "va"]);
    delivery.accept(Buffer.from("girafa"));
    expect(looks(delivery)).toEqual(["g", "ira", "f", "a"]);
  });

  it("gives one piece when nothing moves, for a receiver that never looks like one", () => {
    const delivery = holding({ how: "cut", sizes: [2] }, "lua");
    expect([text(delivery.whenSettled()), text(delivery.whenSettled())]).toEqual(["lu", "a"]);
  });
});

describe("whole", () => {
  const messages = ["uva", "pipoca", "lua"];
  const be32 = (each: string) => `\0\0\0${String.fromCharCode(each.length)}${each}`;

  it.each([
    ["a line end", (each: string) => `${each}\n`],
    ["CRLF", (each: string) => `${each}\r\n`],
    ["a length before", be32],
    ["a length before and a line end", (each: string) => `${be32(each)}\n`],
    ["a decimal length", (each: string) => `${each.length}:${each}`],
    ["padding to 16", (each: string) => each.padEnd(16, "\0")],
    ["a label", (each: string) => `[cliente] ${each}|`],
    ["nothing", (each: string) => each],
  ])("gives message by message, with %s around each", (_, frame) => {
    const framed = messages.map(frame);
    const delivery = holding({ how: "whole", messages }, ...framed);
    delivery.end();
    expect(looks(delivery)).toEqual(framed);
    expect(delivery.isOver).toBe(true);
  });

  it("waits for a message that has not come whole", () => {
    const delivery = holding({ how: "whole", messages }, "\x03u");
    expect(text(delivery.whenReceiving())).toBe("");
    delivery.accept(Buffer.from("va\x06pip"));
    expect(text(delivery.whenReceiving())).toBe("");
    delivery.accept(Buffer.from("oca"));
    expect(text(delivery.whenReceiving())).toBe("\x03uva");
    // The end of the last that has come is not known while there may be more.
    expect(text(delivery.whenReceiving())).toBe("");
    expect(text(delivery.whenSettled())).toBe("\x06pipoca");
  });

  it("goes on with the message after the one that was released", () => {
    const delivery = holding({ how: "whole", messages }, "uva\n");
    expect(text(delivery.whenSettled())).toBe("uva\n");
    delivery.accept(Buffer.from("pipoca\nlua\n"));
    expect(text(delivery.whenReceiving())).toBe("pipoca\n");
    delivery.end();
    expect(text(delivery.whenReceiving())).toBe("lua\n");
  });

  it("holds nothing back after the last message", () => {
    const delivery = holding({ how: "whole", messages: ["uva"] }, "uva\n");
    expect(text(delivery.whenSettled())).toBe("uva\n");
    delivery.accept(Buffer.from("tchau\n"));
    expect(text(delivery.whenReceiving())).toBe("tchau\n");
  });
});

const plans: fc.Arbitrary<DeliveryPlan> = fc.oneof(
  fc.constant<DeliveryPlan>({ how: "immediate" }),
  fc.constant<DeliveryPlan>({ how: "merged" }),
  fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
    .map((sizes): DeliveryPlan => ({ how: "cut", sizes })),
  fc
    .array(fc.constantFrom("a", "ab", "ba", "c"), { maxLength: 4 })
    .map((messages): DeliveryPlan => ({ how: "whole", messages })),
);
const happenings = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), minLength: 1, maxLength: 6 }),
    fc.constantFrom("<receiving>", "<settled>"),
  ),
  { maxLength: 30 },
);

it("loses nothing and keeps the order, whatever happens in whatever order", () => {
  fc.assert(
    fc.property(plans, happenings, (plan, steps) => {
      const delivery = new Delivery(plan);
      let [sent, got] = ["", ""];
      for (const step of steps) {
        if (step === "<receiving>") got += text(delivery.whenReceiving());
        else if (step === "<settled>") got += text(delivery.whenSettled());
        else {
          sent += step;
          got += text(delivery.accept(Buffer.from(step)));
        }
        expect(sent.startsWith(got)).toBe(true);
        expect(delivery.isHolding).toBe(got.length < sent.length);
        expect(delivery.isOver).toBe(false);
      }
      delivery.end();
      // Every release when nothing moves gives something, so a check can not wait for ever.
      for (let left = sent.length - got.length; left > 0; left = sent.length - got.length) {
        expect(delivery.isOver).toBe(false);
        got += text(delivery.whenSettled());
        expect(sent.length - got.length).toBeLessThan(left);
      }
      expect(got).toBe(sent);
      expect(delivery.isOver).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
