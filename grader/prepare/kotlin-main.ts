import { stripComments } from "../submission/strip-comments.ts";

/**
 * The class in which kotlinc puts a file's main function, dotted with its package: `ServerKt` for `server.kt`, the object
 * or class that holds it, or what `@file:JvmName` says (Kotlin, "Calling Kotlin from Java").
 */
export function readKotlinMain(source: string, fileName: string): string {
  const text = stripComments(source, "kotlin", "blank");
  const named = /@file\s*:\s*JvmName\s*\(\s*"([^"\n]{1,100})"/.exec(
    stripComments(source, "kotlin"),
  )?.[1];
  const packageName = /^\s*package\s+([\w.]+)/m.exec(text)?.[1];
  const holder = holderOfMain(text) ?? named ?? fileClass(fileName);
  return packageName === undefined ? holder : `${packageName}.${holder}`;
}

/** The object or class at the top that has the main function; nothing when it stands outside of all braces. */
function holderOfMain(text: string): string | undefined {
  let depth = 0;
  let name: string | undefined;
  let holder: string | undefined;
  for (const { 0: token, 1: declared } of text.matchAll(
    /[{}]|\b(?:class|object|interface)\s+([\p{L}_][\p{L}\p{N}_]*)|\bfun\s+main\s*\(/gu,
  )) {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
    else if (declared !== undefined && depth === 0) name = declared;
    else if (token.startsWith("fun") && depth === 0) return undefined;
    else if (token.startsWith("fun")) holder ??= name;
  }
  return holder;
}

function fileClass(fileName: string): string {
  const stem = fileName.replace(/\.kt$/i, "").replace(/[^\p{L}\p{N}_$]/gu, "_");
  const name = /^\p{N}/u.test(stem) ? `_${stem}` : stem;
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Kt`;
}
