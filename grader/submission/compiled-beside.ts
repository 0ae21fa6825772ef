import type { FoundFile } from "./walk.ts";

/** All but what a TypeScript compiler has left beside a program of the same name: that is not handed in by itself. */
export function withoutCompiled(files: readonly FoundFile[]): readonly FoundFile[] {
  const typed = new Set(files.map(({ path }) => path).filter((path) => path.endsWith("ts")));
  if (typed.size === 0) return files;
  return files.filter(({ path }) => {
    const [, stem, kind = ""] = /^(.+)\.([cm]?)js$/iu.exec(path) ?? [];
    return stem === undefined || !typed.has(`${stem}.${kind}ts`);
  });
}
