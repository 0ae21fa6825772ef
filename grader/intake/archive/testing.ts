import { crc32, deflateRawSync } from "node:zlib";

/** For tests only: a member of a zip, with every field that can be wrong. */
export type ZipPart = Readonly<{
  name: string | Buffer;
  content?: string | Buffer;
  /** 0 stored, 8 deflated. */
  method?: number;
  flags?: number;
  /** `st_mode`. */
  mode?: number;
  crc?: number;
  /** As the list of contents states them. */
  size?: number;
  packedSize?: number;
  extra?: Buffer;
  /** Where the list says that it is, instead of where it is. */
  offset?: number;
}>;

/** For tests only: a zip, byte by byte (APPNOTE.TXT 4.3). */
export function zip(
  parts: readonly ZipPart[],
  { zip64 = false, count = parts.length }: Readonly<{ zip64?: boolean; count?: number }> = {},
): Buffer {
  const pieces: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { name, data, fields } = packed(part);
    const local = Buffer.concat([signature("PK\x03\x04"), fields, u16(name.length, 0), name, data]);
    list.push(listed(part, fields, name, part.offset ?? at));
    pieces.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(list);
  pieces.push(directory);
  if (zip64) pieces.push(zip64End(count, directory.length, at));
  const [shownCount, shownSize, shownAt] = zip64
    ? [0xffff, 0xffffffff, 0xffffffff]
    : [count, directory.length, at];
  pieces.push(
    signature("PK\x05\x06"),
    u16(0, 0, shownCount, shownCount),
    u32(shownSize, shownAt),
    u16(0),
  );
  return Buffer.concat(pieces);
}

function packed(part: ZipPart) {
  const name = Buffer.from(part.name as string);
  const content = Buffer.from((part.content ?? "") as string);
  const method = part.method ?? 8;
  const data = method === 8 ? deflateRawSync(content) : content;
  const fields = Buffer.concat([
    u16(20, part.flags ?? 0, method, 0, 0x21),
    u32(part.crc ?? crc32(content), part.packedSize ?? data.length, part.size ?? content.length),
  ]);
  return { name, data, fields };
}

function listed(part: ZipPart, fields: Buffer, name: Buffer, offset: number): Buffer {
  const extra = part.extra ?? Buffer.alloc(0);
  return Buffer.concat([
    signature("PK\x01\x02"),
    u16((3 << 8) | 20),
    fields,
    u16(name.length, extra.length, 0, 0, 0),
    u32((((part.mode ?? 0o100644) << 16) >>> 0) | 0, offset),
    name,
    extra,
  ]);
}

function zip64End(count: number, size: number, at: number): Buffer {
  return Buffer.concat([
    signature("PK\x06\x06"),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, size, at),
    signature("PK\x06\x07"),
    u32(0),
    u64(at + size),
    u32(1),
  ]);
}

/** For tests only: a member of a tar, with every field that can be wrong. */
export type TarPart = Readonly<{
  name: string | Buffer;
  content?: string | Buffer;
  /** `0` file, `1` hard link, `2` symbolic link, `3` device, `5` folder, `6` pipe, `x` PAX, `L` GNU long name. */
  type?: string;
  link?: string;
  mode?: number;
  size?: number;
}>;

/** For tests only: a tar, block by block (POSIX ustar). */
export function tar(parts: readonly TarPart[], { end = true } = {}): Buffer {
  const blocks = parts.flatMap((part) => {
    const content = Buffer.from((part.content ?? "") as string);
    return [tarHeader(part, content.length), content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(end ? 1024 : 0)]);
}

function tarHeader(part: TarPart, length: number): Buffer {
  const block = Buffer.alloc(512);
  Buffer.from(part.name as string).copy(block, 0, 0, 100);
  block.write(`${octal(part.mode ?? 0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  block.write(`${octal(part.size ?? length, 11)}\0${octal(0, 11)}\0        `, 124);
  block.write(part.type ?? "0", 156);
  block.write(part.link ?? "", 157);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

/** For tests only: a record of a PAX header, which begins with its own length. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function signature(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, at * 4);
  return bytes;
}

function u64(...values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => u32(value % 2 ** 32, Math.floor(value / 2 ** 32))));
}
