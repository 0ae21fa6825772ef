import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Launch } from "../../model/submission.ts";
import { decodeSource } from "../../submission/source-text.ts";

/** The text of a program's own file; empty where a command of the manifest hides it. */
export function sourceOf({ cwd, file }: Pick<Launch, "cwd" | "file">): string {
  return bytesOf({ cwd, file })?.text ?? "";
}

/** A line of it, without the space around. */
export function sourceLine(launch: Pick<Launch, "cwd" | "file">, line: number): string | undefined {
  return sourceOf(launch).split(/\r?\n/)[line - 1]?.trim();
}

/** The same with its encoding; a Java program with a package runs above its file. */
export function bytesOf({
  cwd,
  file,
}: Pick<Launch, "cwd" | "file">): ReturnType<typeof decodeSource> | undefined {
  const parts = file.split("/");
  for (let from = parts.length - 1; from >= 0; from -= 1) {
    try {
      const bytes = readFileSync(join(cwd, ...parts.slice(from)));
      return decodeSource(bytes.subarray(0, mostBytes));
    } catch {
      // Not there: with one folder more, perhaps.
    }
  }
  return undefined;
}

const mostBytes = 256 * 1024;
