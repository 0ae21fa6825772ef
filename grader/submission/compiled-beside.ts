import type { FoundFile } from "./walk.ts";

/** What a TypeScript compiler has left beside a program of the same name: not handed in as a program of its own. */
export function isCompiled({ path }: FoundFile, files: readonly FoundFile[]): boolean {
  const [, stem, kind = ""] = /^(.+)\.([cm]?)js$/iu.exec(path) ?? [];
  return stem !== undefined && files.some((other) => other.path === `${stem}.${kind}ts`);
}
