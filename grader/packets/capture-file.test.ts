import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { plain } from "../process/testing.ts";
import { runToEnd } from "../process/spawn.ts";
import { captureContents } from "./capture-contents.ts";
import { readCaptureFile, type FilePacket } from "./capture-file.ts";
import { foreignFileOf } from "./foreign-file.ts";
import { pcapng } from "./pcapng.ts";
import { pcapFile, tcpFrame } from "./testing.ts";

vi.setConfig({ testTimeout: 120_000 });

const fixtures = join(packageRoot, "fixtures", "submissions", "ex12");
const captures = readdirSync(fixtures, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:pcap|pcapng|cap)$/u.test(name))
  .map((name) => join(fixtures, name))
  .filter((one, at, all) => {
    const isSame = (other: string) => readFileSync(one).equals(readFileSync(other));
    return all.findIndex(isSame) === at;
  });
const echo = join(fixtures, "wrong-closer", "capture.pcap");
const read = (file: Buffer) => {
  const packets: FilePacket[] = [];
  const reading = readCaptureFile(file, (packet) => packets.push(packet) > 0);
  return { ...reading, list: packets };
};

describe("a file of a real tool", () => {
  let folder = "";
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "capture-"))));
  afterAll(async () => await rm(folder, { recursive: true }));

  const run = async (...command: readonly string[]) => {
    const ended = await runToEnd(command, { ...plain, timeoutMs: 30_000 });
    if (ended.code !== 0) throw new Error(`${command.join(" ")}: ${ended.stderr}`);
    return ended.stdout;
  };

  it("is read as Wireshark reads it: packet by packet, number by number", async () => {
    const whole = captures.filter((file) => !/empty|no-packets|cut-in|swapped|udp/u.test(file));
    expect(whole.length).toBeGreaterThan(10);
    for (const file of whole) {
      const fields = "number len srcport seq ack len flags".split(" ");
      const columns = fields.map((one, at) => (at < 2 ? `frame.${one}` : `tcp.${one}`));
      const options = columns.flatMap((one) => ["-e", one]);
      const shown = await run("tshark", "-r", file, "-Y", "tcp", "-T", "fields", ...options);
      const bits = [
        ["isFin", 1],
        ["isSyn", 2],
        ["isRst", 4],
        ["isPsh", 8],
        ["isAck", 16],
      ] as const;
      const ours = captureContents(await readFile(file), [65_432]).dialogues.flatMap((dialogue) =>
        dialogue.segments.map((one) => {
          const flags = bits.reduce<number>((sum, [name, bit]) => sum + (one[name] ? bit : 0), 0);
          const { port } = one.isFromClient ? dialogue.client : dialogue.server;
          return [
            one.number,
            one.frameBytes,
            port,
            one.sequence,
            one.acknowledgment,
            one.length,
            flags,
          ];
        }),
      );
      const theirs = shown
        .trim()
        .split("\n")
        .map((line) => line.split("\t").map(Number));
      const byNumber = (one: readonly number[], other: readonly number[]) =>
        (one[0] ?? 0) - (other[0] ?? 0);
      expect([file, ours.toSorted(byNumber)]).toEqual([file, theirs]);
    }
  });

  it.each(["pcap", "pcapng", "nsecpcap", "modpcap"])("is the same as %s", async (format) => {
    const target = join(folder, `echo.${format}`);
    await run("editcap", "-F", format, echo, target);
    const expected = read(await readFile(echo));
    const found = read(await readFile(target));
    expect(found.damage).toBeUndefined();
    expect(found.format).toBe(format === "pcapng" ? "pcapng" : "pcap");
    expect(found.list).toEqual(expected.list);
  });

  it("may have several interfaces with link layers of their own", async () => {
    const target = join(folder, "merged.pcapng");
    const other = [
      "right-any-interface/capture.pcap",
      "right-ipv6-in-a-folder/entrega/captura.pcap",
    ];
    const files = [echo, ...other.map((name) => join(fixtures, name))];
    await run("mergecap", "-F", "pcapng", "-w", target, ...files);
    const { dialogues, others } = captureContents(await readFile(target), []);
    expect(dialogues).toHaveLength(6);
    expect(others).toEqual([]);
    expect(new Set(read(await readFile(target)).list.map(({ linkType }) => linkType))).toEqual(
      new Set([1, 276]),
    );
  });
});

describe("readCaptureFile", () => {
  it("reads what our own writer writes, whatever is in it", () => {
    const packet = fc.record({
      at: fc.nat({ max: 2 ** 50 }),
      length: fc.nat({ max: 70_000 }),
      bytes: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    });
    const one = fc.record({
      name: fc.string(),
      description: fc.string(),
      linkType: fc.nat({ max: 65_535 }),
      packets: fc.array(packet, { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.string(), fc.array(one, { maxLength: 5 }), (comment, interfaces) => {
        const found = read(pcapng(comment, interfaces));
        expect(found.damage).toBeUndefined();
        const expected = interfaces
          .flatMap(({ packets, linkType }) => packets.map((each) => ({ ...each, linkType })))
          .toSorted((before, after) => before.at - after.at)
          .map((sorted, index) => ({ ...sorted, number: index + 1 }));
        expect(found.list).toEqual(expected);
      }),
    );
  });

  const block = (type: number, body: readonly number[], isLittle = true) => {
    const length = 12 + body.length;
    const number = (value: number) => {
      const bytes = Buffer.alloc(4);
      if (isLittle) bytes.writeUInt32LE(value);
      else bytes.writeUInt32BE(value);
      return bytes;
    };
    return Buffer.concat([number(type), number(length), Buffer.from(body), number(length)]);
  };
  const zeros = (count: number) => Array.from({ length: count }, () => 0);
  const section = (isLittle: boolean) =>
    block(
      0x0a_0d_0d_0a,
      isLittle
        ? [0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, ...zeros(8).map(() => 255)]
        : [0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0, ...zeros(8).map(() => 255)],
      isLittle,
    );

  it("reads sections of either byte order, one after the other, each with its own interfaces", () => {
    const little = [section(true), block(1, [101, 0, 0, 0, 0, 0, 0, 0])];
    const simple = block(3, [3, 0, 0, 0, 1, 2, 3, 0]);
    // The options if_name, and if_tsresol: nanoseconds.
    const resolution = [0, 2, 0, 2, 108, 111, 0, 0, 0, 9, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0];
    const big = [section(false), block(1, [0, 1, 0, 0, 0, 0, 0, 2, ...resolution], false)];
    const old = block(
      2,
      [0, 0, 0, 9, ...zeros(6), 0x07, 0xd0, 0, 0, 0, 2, 0, 0, 0, 5, 8, 9, 0, 0],
      false,
    );
    const cut = block(3, [0, 0, 0, 9, 1, 2, 0, 0], false);
    const names = block(4, zeros(4), false);
    const custom = block(0x0b_ad, zeros(8), false);
    const found = read(Buffer.concat([...little, simple, ...big, names, old, custom, cut]));
    expect(found.damage).toBeUndefined();
    expect(found.list).toEqual([
      { number: 1, at: 0, length: 3, bytes: Buffer.from([1, 2, 3]), linkType: 101 },
      { number: 2, at: 2, length: 5, bytes: Buffer.from([8, 9]), linkType: 1 },
      { number: 3, at: 0, length: 0, bytes: Buffer.alloc(0), linkType: -1 },
      { number: 4, at: 0, length: 9, bytes: Buffer.from([1, 2]), linkType: 1 },
    ]);
  });

  const opened = [section(true), block(1, [101, 0, 0, 0, 0, 0, 0, 0])];
  const enhanced = (id: number, kept: number) =>
    block(6, [id, 0, 0, 0, ...zeros(8), kept, 0, 0, 0, kept, 0, 0, 0, 1, 2, 3, 4]);
  it.each([
    ["the end in a block", [...opened, enhanced(0, 4).subarray(0, 20)], "cut", 48],
    ["the end in a length", [...opened, Buffer.from([6, 0, 0, 0, 9])], "cut", 48],
    [
      "a block of three bytes",
      [...opened, Buffer.from([6, 0, 0, 0, 3, ...zeros(9)])],
      "block-length",
      52,
    ],
    [
      "a block that ends with another length",
      [...opened, Buffer.concat([enhanced(0, 4).subarray(0, -1), Buffer.from([1])])],
      "block-length",
      80,
    ],
    ["a packet longer than its block", [...opened, enhanced(0, 5)], "packet-length", 68],
    ["an interface that nobody described", [...opened, enhanced(1, 4)], "interface", 56],
    ["a block in front of any section", [section(true).subarray(0, 8)], "cut", 0],
    [
      "interfaces without end",
      [section(true), ...Array.from({ length: 1001 }, () => opened[1] as Buffer)],
      "interfaces",
      28 + 1000 * 20 + 8,
    ],
  ])("tells %s and where it is", (_, parts, kind, at) => {
    expect(read(Buffer.concat(parts)).damage).toMatchObject({ kind, at });
  });

  it("tells where a classic file ends in the middle, and a length that can not be", () => {
    const file = pcapFile([tcpFrame([1, 2], "SYN", 1), tcpFrame([2, 1], "SYN ACK", 1)]);
    const second = 24 + 16 + 54;
    expect(read(file.subarray(0, -4))).toMatchObject({
      packets: 1,
      damage: { kind: "cut", at: second, wanted: 70, left: 66 },
    });
    expect(read(file.subarray(0, 10)).damage).toEqual({ kind: "cut", at: 0, wanted: 24, left: 10 });
    file.writeUInt32LE(0xff_ff_ff_ff, second + 8);
    expect(read(file)).toMatchObject({
      packets: 1,
      damage: { kind: "packet-length", at: second + 8, value: 0xff_ff_ff_ff },
    });
  });

  it("stops when nobody wants more", () => {
    const file = pcapFile(Array.from({ length: 9 }, () => tcpFrame([1, 2], "SYN", 1)));
    expect(readCaptureFile(file, ({ number }) => number < 3).packets).toBe(3);
    const newer = pcapng("", [
      { name: "", description: "", linkType: 1, packets: read(file).list },
    ]);
    expect(readCaptureFile(newer, ({ number }) => number < 3).packets).toBe(3);
  });

  it("never throws, and never counts beyond the file, whatever is in it", () => {
    const real = captures.map((file) => readFileSync(file)).filter((file) => file.length > 30);
    const changed = fc
      .tuple(
        fc.constantFrom(...real),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 8 }),
        fc.nat(),
      )
      .map(([file, changes, length]) => {
        const copy = Buffer.from(file);
        for (const [place, value] of changes) copy.writeUInt8(value, place % copy.length);
        return copy.subarray(0, length % (copy.length + 1));
      });
    const starts = [
      [0xd4, 0xc3, 0xb2, 0xa1],
      [0xa1, 0xb2, 0x3c, 0x4d],
      [...section(true)],
      [...section(false)],
    ];
    const madeUp = fc
      .tuple(fc.constantFrom([], ...starts), fc.uint8Array({ maxLength: 300 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest]));
    const blocks = fc
      .array(fc.tuple(fc.nat({ max: 10 }), fc.uint8Array({ maxLength: 60 })), { maxLength: 10 })
      .map((all) =>
        Buffer.concat([...opened, ...all.map(([type, body]) => block(type, [...body]))]),
      );
    fc.assert(
      fc.property(fc.oneof(changed, madeUp, blocks), (file) => {
        const { damage, dialogues, packets } = captureContents(file, [65_432]);
        if (damage !== undefined) {
          expect(damage.at).toBeGreaterThanOrEqual(0);
          expect(damage.at).toBeLessThanOrEqual(file.length);
        }
        const seen = dialogues.reduce((sum, { segments }) => sum + segments.length, 0);
        expect(seen).toBeLessThanOrEqual(packets);
        foreignFileOf(file);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("foreignFileOf", () => {
  it.each([
    ["empty", ""],
    ["gzip", "\u001f\u008b\u0008"],
    ["compressed", "BZh9"],
    ["zip", "PK\u0003\u0004"],
    ["image", "\u0089PNG\r\n"],
    ["pdf", "%PDF-1.7"],
    ["html", "<!DOCTYPE html><html>"],
    ["html", '<?xml version="1.0"?><pdml>'],
    ["json", '[\n  { "_index": 1 }'],
    ["tcpdump-text", "10:00:00.000000 IP 127.0.0.1.40000 > 127.0.0.1.65432: Flags [S], seq 1"],
    ["tcpdump-text", "    1   0.000000    127.0.0.1 → 127.0.0.1    TCP 74 40000 → 65432 [SYN]"],
    ["hex-text", "0000  00 00 00 00 00 00 00 00  00 00 00 00 08 00 45 00   ......E."],
    ["yaml", "nonce: girafa\nclient_port: 5\n"],
    ["text", "Olá, aqui está a minha captura."],
    ["snoop", "snoop\0\0\0\0\0\0\u0002"],
    ["netmon", "GMBU\0"],
    ["unknown", "\u00b2\u00a1\u00d4\u00c3\0\0"],
  ])("says %s", (kind, start) => {
    const encoding = start.startsWith("Olá") || start.includes("→") ? "utf8" : "latin1";
    expect(foreignFileOf(Buffer.from(start, encoding))).toBe(kind);
  });
});
