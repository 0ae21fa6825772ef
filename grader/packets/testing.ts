/** An Ethernet frame with an IPv4 packet in it, as the loopback shows them. */
export function ipv4Frame(
  protocol: number,
  payload: Buffer,
  { from = "127.0.0.1", to = "127.0.0.1", ttl = 64 } = {},
): Buffer {
  const ip = Buffer.alloc(20);
  ip.writeUInt8(0x45, 0);
  ip.writeUInt16BE(20 + payload.length, 2);
  ip.writeUInt8(ttl, 8);
  ip.writeUInt8(protocol, 9);
  Buffer.from(from.split(".").map(Number)).copy(ip, 12);
  Buffer.from(to.split(".").map(Number)).copy(ip, 16);
  return Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0]), ip, payload]);
}

/** A TCP segment from one port of 127.0.0.1 to another; `flags` as in `SYN ACK`. */
export function tcpFrame(
  ports: readonly [number, number],
  flags: string,
  sequence: number,
  payload = "",
): Buffer {
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(ports[0], 0);
  tcp.writeUInt16BE(ports[1], 2);
  tcp.writeUInt32BE(sequence >>> 0, 4);
  tcp.writeUInt8(5 << 4, 12);
  const bits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 };
  tcp.writeUInt8(
    flags.split(" ").reduce((sum, name) => sum | (bits[name as keyof typeof bits] ?? 0), 0),
    13,
  );
  return ipv4Frame(6, Buffer.concat([tcp, Buffer.from(payload, "latin1")]));
}

/** A UDP datagram. */
export function udpFrame(
  ports: readonly [number, number],
  payload: string,
  ip: Parameters<typeof ipv4Frame>[2] = {},
): Buffer {
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(ports[0], 0);
  udp.writeUInt16BE(ports[1], 2);
  udp.writeUInt16BE(8 + payload.length, 4);
  return ipv4Frame(17, Buffer.concat([udp, Buffer.from(payload, "latin1")]), ip);
}

/** A capture file of Ethernet packets, a millisecond from one to the next. */
export function pcapFile(
  frames: readonly Buffer[],
  { bigEndian = false, nanoseconds = false } = {},
): Buffer {
  const write = (bytes: Buffer, at: number, value: number) =>
    bigEndian ? bytes.writeUInt32BE(value, at) : bytes.writeUInt32LE(value, at);
  const header = Buffer.alloc(24);
  write(header, 0, nanoseconds ? 0xa1_b2_3c_4d : 0xa1_b2_c3_d4);
  write(header, 16, 262_144);
  write(header, 20, 1);
  const records = frames.flatMap((frame, index) => {
    const head = Buffer.alloc(16);
    write(head, 0, 1_700_000_000);
    write(head, 4, index * 1000 * (nanoseconds ? 1000 : 1));
    write(head, 8, frame.length);
    write(head, 12, frame.length);
    return [head, frame];
  });
  return Buffer.concat([header, ...records]);
}
