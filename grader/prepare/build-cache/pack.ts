import { createHash } from "node:crypto";
import type { TreeFile } from "./tree.ts";

/** One build: how the compiler ended, what it said, what it made. */
export type Packed = Readonly<{
  code: number | undefined;
  stdout: string;
  stderr: string;
  tree: readonly TreeFile[];
}>;

/**
 * A build as one file: a line with the digest of all that follows, a line of JSON that tells what it is, and
 * the files' bytes one after another.
 */
export function pack(key: string, { tree, ...said }: Packed): Buffer {
  const files = tree.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length }));
  const head = Buffer.from(`${JSON.stringify({ key, ...said, files })}\n`);
  const content = Buffer.concat([head, ...tree.map(({ bytes }) => bytes)]);
  return Buffer.concat([Buffer.from(`${digest(content)}\n`), content]);
}

/** @returns undefined for what {@link pack} has not made, or not for this key, or what was cut short since. */
export function unpack(key: string, bytes: Buffer): Packed | undefined {
  const content = bytes.subarray(digestLength + 1);
  if (bytes.toString("latin1", 0, digestLength + 1) !== `${digest(content)}\n`) return undefined;
  const end = content.indexOf("\n");
  const head = JSON.parse(content.toString("utf8", 0, end)) as Head;
  if (head.key !== key) return undefined;
  let at = end + 1;
  const tree = head.files.map(({ path, mode, size }) => {
    at += size;
    return { path, mode, bytes: content.subarray(at - size, at) };
  });
  return { code: head.code, stdout: head.stdout, stderr: head.stderr, tree };
}

type Head = Omit<Packed, "tree"> &
  Readonly<{
    key: string;
    files: readonly Readonly<{ path: string; mode: number; size: number }>[];
  }>;

const digestLength = 64;

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
