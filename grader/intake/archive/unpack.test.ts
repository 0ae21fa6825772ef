import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { RequestError } from "../../model/request-error.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { Budget } from "./budget.ts";
import { paxRecord, tar, zip } from "./testing.ts";
import { unpack } from "./unpack.ts";

const server = { name: "server.py", content: "print('hi')\n" };

/** Unpacks in a folder of its own. @returns what came out, and what lies in all of the folder around it. */
async function unpacked(archive: Buffer, budget?: Budget) {
  const folder = await tempFolder({ "work.zip": archive });
  const into = join(folder, "into");
  const failure: unknown = await unpack(join(folder, "work.zip"), into, {
    name: "work.zip",
    ...(budget && { budget }),
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect((await readdir(folder)).toSorted()).toEqual(["into", "work.zip"]);
  return { into, files: await filesIn(into), failure };
}

async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  expect(files.every((entry) => entry.isFile())).toBe(true);
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), await readFile(path, "utf8")];
  });
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
}

const pax = (path: string) => ({ name: "PaxHeader", type: "x", content: paxRecord("path", path) });
const long = `${"pasta-longa/".repeat(12)}servidor.py`;
const ok: readonly (readonly [string, Buffer, Readonly<Record<string, string>>])[] = [
  ["a zip", zip([server]), { "server.py": server.content }],
  ["stored", zip([{ ...server, method: 0 }]), { "server.py": server.content }],
  ["zip64", zip([server], { zip64: true }), { "server.py": server.content }],
  ["an empty zip", zip([]), {}],
  [
    "folders",
    zip([{ name: "a/" }, { name: "a/b.py" }, { name: "c/d.py" }]),
    { "a/b.py": "", "c/d.py": "" },
  ],
  [
    "backslashes of Windows",
    zip([{ ...server, name: "a\\b\\server.py" }]),
    { "a/b/server.py": server.content },
  ],
  ["a dot in front", zip([{ ...server, name: "./server.py" }]), { "server.py": server.content }],
  ["UTF-8 that says so", zip([{ name: "ação.py", flags: 0x800 }]), { "ação.py": "" }],
  ["UTF-8 that does not, as macOS has it", zip([{ name: "ação.py" }]), { "ação.py": "" }],
  [
    "a Windows console's letters",
    zip([{ name: Buffer.from("a\x87\xc6o.py", "latin1") }]),
    { "ação.py": "" },
  ],
  ["Windows-1252", zip([{ name: Buffer.from("ação.py", "latin1") }]), { "ação.py": "" }],
  [
    "names that differ in case",
    zip([{ name: "Server.py" }, { name: "server.py" }]),
    { "Server.py": "", "server.py": "" },
  ],
  [
    "names that Windows keeps",
    zip([{ name: "aux.c" }, { name: "con." }]),
    { "aux.c": "", "con.": "" },
  ],
  [
    "what systems leave",
    zip([server, { name: "__MACOSX/._server.py" }, { name: "a/.DS_Store" }, { name: "Thumbs.db" }]),
    { "server.py": server.content },
  ],
  [
    "links in somebody's installed packages",
    zip([server, { name: "node_modules/.bin/x", mode: 0o120777 }]),
    { "server.py": server.content },
  ],
  ["a tar", tar([server]), { "server.py": server.content }],
  ["a tar.gz", gzipSync(tar([server])), { "server.py": server.content }],
  [
    "a tar.gz in two members",
    Buffer.concat([
      gzipSync(tar([server]).subarray(0, 700)),
      gzipSync(tar([server]).subarray(700)),
    ]),
    { "server.py": server.content },
  ],
  [
    "zeros after a gzip",
    Buffer.concat([gzipSync(tar([server])), Buffer.alloc(512)]),
    { "server.py": server.content },
  ],
  ["a PAX name", tar([pax(long), { name: "short", content: "x" }]), { [long]: "x" }],
  [
    "a GNU long name",
    tar([
      { name: "././@LongLink", type: "L", content: `${long}\0` },
      { name: "short", content: "x" },
    ]),
    { [long]: "x" },
  ],
  [
    "a tar's name that is not UTF-8",
    tar([{ name: Buffer.from("a\xe7o.py", "latin1") }]),
    { "a_o.py": "" },
  ],
  [
    "a tar's folders",
    tar([
      { name: "a/", type: "5" },
      { name: "a/b.py", content: "1" },
    ]),
    { "a/b.py": "1" },
  ],
  [
    "an empty file between others",
    tar([server, { name: "empty" }, { name: "last", content: "2" }]),
    { "server.py": server.content, empty: "", last: "2" },
  ],
];

test.each(ok)("%s is unpacked", async (_, archive, expected) => {
  const { files, failure } = await unpacked(archive);
  expect(failure).toBeUndefined();
  expect(files).toEqual(expected);
});

/** Does not get smaller when it is packed. */
const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * at * 7919) >> 5));

/** Its list of contents begins where no file reaches: 20 bytes before the last record stands where to look. */
function zipWithWildOffset(): Buffer {
  const archive = zip([server], { zip64: true });
  archive.writeBigUInt64LE(0xecn << 56n, archive.length - 22 - 20 + 8);
  return archive;
}

const bad: readonly (readonly [string, Buffer, RegExp])[] = [
  ...["../evil.py", "a/../../evil.py", "..\\evil.py", "a/.. /evil.py", "..."].flatMap((name) => [
    [
      `${name} in a zip`,
      zip([server, { name }]),
      /stay in the archive's own folder, got a way out of it \("/u,
    ] as const,
    [`${name} in a tar`, tar([server, { name }]), /own folder, got a way out of it/u] as const,
  ]),
  ...["/etc/evil.py", "\\evil.py", "C:\\evil.py", "c:evil.py"].flatMap((name) => [
    [`${name} in a zip`, zip([server, { name }]), /own folder, got an absolute path/u] as const,
    [`${name} in a tar`, tar([server, { name }]), /own folder, got an absolute path/u] as const,
  ]),
  [
    "a way out in a PAX header",
    tar([pax("../evil.py"), server]),
    /got a way out of it \("\.\.\/evil\.py"\)/u,
  ],
  [
    "a NUL in a name",
    zip([{ name: "a.py\0.txt" }]),
    /without NUL bytes, got one \("a\.py␀\.txt"\)/u,
  ],
  ["terminal escapes in a name", zip([{ name: "../\x1b[2J" }]), /\("\.\.\/␛\[2J"\): work\.zip$/u],
  ["a long name", zip([{ name: "n".repeat(300) }]), /at most 255 bytes, got a longer one/u],
  ["deep folders", zip([{ name: "d/".repeat(40) + "x" }]), /at most 32 levels of folders, got 41/u],
  [
    "a symbolic link in a zip",
    zip([{ name: "l", mode: 0o120777, content: "/etc" }]),
    /files and folders only, got a symbolic link \("l"\)/u,
  ],
  [
    "a link and a file through it",
    tar([{ name: "l", type: "2", link: "/tmp" }, { name: "l/evil" }]),
    /got a symbolic link/u,
  ],
  ["a hard link", tar([server, { name: "h", type: "1", link: "server.py" }]), /got a hard link/u],
  ["a device", tar([{ name: "d", type: "3" }]), /got a device/u],
  ["a pipe", tar([{ name: "p", type: "6" }]), /got a pipe/u],
  ["a pipe in a zip", zip([{ name: "p", mode: 0o010644 }]), /got a pipe/u],
  ["one name twice in a zip", zip([server, server]), /each file once, .* got "server\.py"/u],
  ["one name twice in a tar", tar([server, server]), /each file once/u],
  ["a file where a folder is", zip([{ name: "a/b" }, { name: "a" }]), /no file where a folder is/u],
  ["a folder where a file is", zip([{ name: "a" }, { name: "a/b" }]), /no file where a folder is/u],
  [
    "a password",
    zip([{ ...server, flags: 1 }]),
    /without a password, got an encrypted file \("server\.py"\)/u,
  ],
  ["strong encryption", zip([{ ...server, flags: 0x41 }]), /a whole zip, got .*encryption/u],
  [
    "an unusual compression",
    zip([{ ...server, method: 14 }]),
    /plain zip compression \(deflate\), got method 14/u,
  ],
  [
    "two files with the same bytes",
    zip([
      { ...server, name: "a" },
      { ...server, name: "b", offset: 0 },
    ]),
    /bytes that belong to one file, got two that share them/u,
  ],
  [
    "bytes that are another file's, too",
    zip([
      { ...server, name: "a", method: 0, packedSize: 60, size: 60 },
      { ...server, name: "b" },
    ]),
    /got two that share them/u,
  ],
  ["less than it says", zip([{ ...server, size: 99 }]), /cut off or damaged at "server\.py"/u],
  ["more than it says", zip([{ ...server, size: 2 }]), /cut off or damaged at "server\.py"/u],
  ["a wrong checksum", zip([{ ...server, crc: 1 }]), /damaged at "server\.py" \(checksum\)/u],
  [
    "a list that is longer than it says",
    zip([server], { count: 2 }),
    /a whole zip, got one that is cut off/u,
  ],
  ["a place beyond every file", zipWithWildOffset(), /a whole zip, got .*outside of the file/u],
  ["a zip that is cut off", zip([server]).subarray(0, -9), /a whole zip, got one that is cut off/u],
  [
    "only the end of a zip",
    Buffer.concat([Buffer.from("PK\x03\x04"), zip([server]).subarray(50)]),
    /a whole zip/u,
  ],
  [
    "a tar that is cut off",
    tar([server]).subarray(0, 520),
    /a whole tar, got one that is cut off/u,
  ],
  [
    "a tar that is cut off between two files",
    tar([server], { end: false }),
    /cut off or damaged \(no end of archive\)/u,
  ],
  [
    "a tar.gz that is cut off",
    gzipSync(tar([server])).subarray(0, -12),
    /a whole tar, got one that is cut off/u,
  ],
  [
    "garbage after a gzip",
    Buffer.concat([gzipSync(tar([server])), Buffer.from("garbage")]),
    /cut off or damaged/u,
  ],
  ["a size without an end", tar([{ ...server, size: 0o77777777777 }]), /cut off or damaged/u],
  [
    "a gzip in a gzip",
    gzipSync(gzipSync(tar([{ name: "noise", content: noise }]))),
    /a tar in the gzip, got something else/u,
  ],
  ["a file in a gzip", gzipSync("print('hi')\n"), /a tar in the gzip, got something else/u],
  ["an unknown kind of member", tar([{ ...server, type: "S" }]), /files and folders only, got/u],
  [
    "a header of a mebibyte",
    tar([{ name: "x", type: "x", content: paxRecord("comment", "c".repeat(1 << 20)) }, server]),
    /files and folders only, got ExtendedHeader/u,
  ],
  [
    "RAR",
    Buffer.from("Rar!\x1a\x07\x01\x00", "latin1"),
    /a zip, tar or tar\.gz, got a RAR archive \(unpack it/u,
  ],
  ["7z", Buffer.from("7z\xbc\xaf\x27\x1c\x00\x04", "latin1"), /got a 7z archive/u],
  ["a text", Buffer.from("not an archive"), /got something else/u],
  ["nothing", Buffer.alloc(0), /got an empty file/u],
];

test.each(bad)("%s is refused", async (_, archive, message) => {
  const { failure } = await unpacked(archive);
  expect(failure).toBeInstanceOf(RequestError);
  expect((failure as Error).message).toMatch(message);
  expect((failure as Error).message).toMatch(/^Expected [^\n]*: work\.zip$/u);
});

describe("what never ends", () => {
  const limits = { entries: 10, bytes: 4 << 20, ratio: 100, ratioFrom: 1 << 20 };
  const zeros = (mebibytes: number) => ({ name: "z", content: Buffer.alloc(mebibytes << 20) });

  test.each([
    [
      "a zip that unpacks a thousand times",
      zip([zeros(2)]),
      /at most 100 times their packed size, got more/u,
    ],
    ["a tar.gz that does", gzipSync(tar([zeros(2)])), /at most 100 times/u],
    [
      "one without a file",
      gzipSync(Buffer.concat([tar([server]), Buffer.alloc(3 << 20)])),
      /at most 100 times/u,
    ],
    ["too many bytes", zip([{ ...zeros(5), method: 0 }]), /at most 4 MiB when unpacked, got more/u],
    [
      "too many files",
      zip(Array.from({ length: 11 }, (_, at) => ({ name: `f${at}` }))),
      /at most 10 files and folders, got more/u,
    ],
    [
      "too many files in a tar",
      tar(Array.from({ length: 11 }, (_, at) => ({ name: `f${at}` }))),
      /at most 10 files and folders, got more/u,
    ],
    [
      "more files than it lists",
      zip([server], { zip64: true, count: 2 ** 40 }),
      /at most 10 files and folders, got more/u,
    ],
  ])("%s is stopped", async (_, archive, message) => {
    const { failure, into } = await unpacked(archive, new Budget(limits));
    expect(failure).toBeInstanceOf(RequestError);
    expect((failure as Error).message).toMatch(message);
    const written = await stat(join(into, "z")).then(
      ({ size }) => size,
      () => 0,
    );
    expect(written).toBeLessThanOrEqual(limits.bytes);
  });

  test("a small archive beside a large one is no bomb", async () => {
    const budget = new Budget(limits);
    await unpacked(zip([{ ...zeros(2), method: 0 }]), budget);
    const folder = await tempFolder({ "small.zip": zip([server]) });
    await unpack(join(folder, "small.zip"), join(folder, "into"), { budget });
    expect(await readdir(join(folder, "into"))).toEqual(["server.py"]);
  });
});

test("only the right to execute is taken over", async () => {
  const { into } = await unpacked(
    zip([
      { name: "run", mode: 0o104755 },
      { name: "plain", mode: 0o100666 },
    ]),
  );
  expect((await stat(join(into, "run"))).mode & 0o4100).toBe(0o100);
  expect((await stat(join(into, "plain"))).mode & 0o102).toBe(0);
});

test("a folder that somebody has put a link into is not written through", async () => {
  const folder = await tempFolder({ "work.tar": tar([server]), "into/x": "" });
  await writeFile(join(folder, "into", "server.py"), "mine");
  await expect(unpack(join(folder, "work.tar"), join(folder, "into"))).rejects.toThrow(
    /each file once/u,
  );
  expect(await readFile(join(folder, "into", "server.py"), "utf8")).toBe("mine");
});
