import type { Workplace } from "../model/workplace.ts";

/**
 * Where a program finds itself inside of a sandbox: a user's home on an ordinary machine, and not a
 * word of a grader.
 */
export const inside = {
  home: "/home/aluno",
  submission: "/home/aluno/redes",
  out: "/home/aluno/bin",
} as const;

/** How a folder of the workplace is called elsewhere. */
export type Renaming = readonly (readonly [from: string, to: string])[];

/** The workplace's folders, as a program inside of a sandbox knows them. */
export function namesInside({ submission, out, home }: Workplace): Renaming {
  return [
    [submission, inside.submission],
    [out, inside.out],
    [home, inside.home],
  ];
}

/**
 * Puts the new names into a word: a path, an option, a list of paths. The old ones hold a random
 * part, so they stand for nothing else.
 */
export function rename(text: string, names: Renaming): string {
  return names.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

/** {@link rename} for all values of an environment. */
export function renameAll(
  env: Readonly<Record<string, string>>,
  names: Renaming,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, rename(text, names)]));
}

/** The way back. */
export function reversed(names: Renaming): Renaming {
  return names.map(([from, to]) => [to, from]);
}
