import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TcpStream } from "./tcp-stream.ts";

function stream(initial: number, mostContent = 1 << 20): TcpStream {
  const made = new TcpStream(mostContent);
  made.begin(initial);
  return made;
}

describe("TcpStream", () => {
  it("puts bytes in order, each once, however they were sent", () => {
    const segments = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 });
    const everything = fc.tuple(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      segments,
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    );
    fc.assert(
      fc.property(
        everything.chain(([bytes, extra, initial]) => {
          // Every byte by itself would do; the others overlap, come again, early or late.
          const singles = [...bytes.keys()].map((at) => [at, at + 1] as const);
          const others = extra.map(([one, other]) => {
            const from = one % bytes.length;
            return [from, from + (other % (bytes.length - from + 1))] as const;
          });
          const all = [...singles, ...others];
          return fc.tuple(
            fc.constant(Buffer.from(bytes)),
            fc.constant(initial),
            fc.shuffledSubarray(all, { minLength: all.length }),
          );
        }),
        ([bytes, initial, parts]) => {
          const put = stream(initial);
          for (const [from, to] of parts) {
            put.add((initial + 1 + from) >>> 0, bytes.subarray(from, to));
          }
          expect(put.content).toEqual(bytes);
          put.finish();
          expect([put.content, put.bytes, put.missing]).toEqual([bytes, bytes.length, 0]);
        },
      ),
    );
  });

  it("counts what never came, and shows no bytes from behind it", () => {
    const put = stream(99);
    put.add(100, Buffer.from("uva"));
    put.add(107, Buffer.from("lua"));
    expect(put.bytes).toBe(3);
    put.finish();
    expect([put.bytes, put.missing, put.content.toString()]).toEqual([6, 4, "uva"]);
  });

  it("begins with what comes first when the beginning was not seen", () => {
    const put = new TcpStream(10);
    put.add(5000, Buffer.from("uva"));
    put.add(4990, Buffer.from("old"));
    expect([put.content.toString(), put.bytes]).toEqual(["uva", 3]);
  });

  it("counts more than it keeps", () => {
    const put = stream(0, 5);
    for (let at = 0; at < 9; at += 3) put.add(1 + at, Buffer.from("abc"));
    expect([put.content.toString(), put.bytes]).toEqual(["abcab", 9]);
  });

  it("does not wait for ever behind a gap", () => {
    const put = stream(0, 5);
    for (let at = 0; at < 1500; at += 1) put.add(100 + at * 2, Buffer.from("a"));
    expect(put.bytes).toBeGreaterThan(400);
    put.finish();
    expect([put.bytes, put.missing]).toEqual([1500, 99 + 1499]);
  });

  it("leaves out what no window reaches", () => {
    const put = stream(0);
    put.add(2 ** 30 + 9, Buffer.from("far"));
    put.finish();
    expect([put.bytes, put.missing]).toEqual([0, 0]);
  });
});
