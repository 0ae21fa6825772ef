import { describe, expect, it } from "vitest";
import { parseRow } from "./socket-table.ts";

const row = (local: string, remote: string, rest: string) =>
  `   0: ${local} ${remote} ${rest} 00000000  1000        0 4242 1 0000000000000000 100 0 0 10 0`;

describe("parseRow", () => {
  it("reads a listening IPv4 socket with two connections in its backlog", () => {
    expect(
      parseRow(row("0100007F:3039", "00000000:0000", "0A 00000000:00000002 00:00000000"), "tcp"),
    ).toEqual({
      protocol: "tcp",
      state: "listen",
      local: { address: "127.0.0.1", port: 12345 },
      remote: { address: "0.0.0.0", port: 0 },
      rxQueue: 2,
      txQueue: 0,
      inode: 4242,
    });
  });

  it("tells bytes behind a closed window from bytes under way", () => {
    const waiting = (timer: string) =>
      parseRow(
        row("0100007F:3039", "0100007F:0001", `01 00000010:00000000 ${timer}:00000014`),
        "tcp",
      );
    expect(waiting("04")).toMatchObject({ txQueue: 16, stalled: true });
    expect(waiting("01")).not.toHaveProperty("stalled");
  });

  it.each([
    ["02", "syn-sent"],
    ["03", "syn-received"],
    ["04", "fin-wait-1"],
    ["05", "fin-wait-2"],
    ["06", "time-wait"],
    ["08", "close-wait"],
    ["09", "last-ack"],
    ["0B", "closing"],
  ])("calls the kernel's state %s %s, as RFC 9293 does", (code, state) => {
    const rest = `${code} 00000000:00000000 00:00000000`;
    expect(parseRow(row("0100007F:3039", "0100007F:0001", rest), "tcp")).toMatchObject({ state });
  });

  it.each([
    ["00000000000000000000000000000000", "::"],
    ["00000000000000000000000001000000", "::1"],
    ["0000000000000000FFFF00000100007F", "127.0.0.1"],
    ["000080FE00000000FF00450DFEFFA2AB", "fe80::d45:ff:aba2:fffe"],
    ["000015FF000000000000000001000000", "ff15::1"],
    ["B80D0120000000000000010000000100", "2001:db8::1:0:1:0"],
  ])("writes the IPv6 address %s as %s", (hex, address) => {
    expect(
      parseRow(row(`${hex}:0050`, `${hex}:0051`, "01 00000000:00000000 00:00000000"), "tcp6")
        ?.local,
    ).toEqual({ address, port: 80 });
  });

  it("knows no row in the header's place or in an empty line", () => {
    expect(parseRow("", "udp")).toBeUndefined();
  });
});
