import { RequestError } from "../model/request-error.ts";
import type { Role } from "../model/role.ts";
import type { Identified } from "./identify.ts";
import { supportedLanguages } from "./languages/index.ts";
import { unsupportedLanguageOf } from "./languages/unsupported.ts";
import type { Tree } from "./walk.ts";

/** The error for a folder without any program: what was looked for, and what was there. */
export function nothingFound(
  root: string,
  { files, unusable }: Tree,
  roles: readonly Role[],
  found: Identified,
): RequestError {
  const names = [...files, ...unusable].map(({ path }) => path);
  const there = names.length === 0 ? "only folders without programs" : someOf(names);
  const looked = `${roles.map((role) => `a ${role}`).join(" or ")} in ${supportedLanguages} (${exampleNames(roles)} and the like)`;
  const note = bothAtOnce(roles, found) ?? unsupported(names) ?? noSource(names, found);
  return new RequestError(
    `Expected ${looked} in ${root}, got ${there}${note === undefined ? "" : `; ${note}`}`,
  );
}

function exampleNames(roles: readonly Role[]): string {
  return roles.includes("receiver")
    ? "receiver.py, MReceiver.java, sender.py, emissor.c"
    : "server.py, servidor.py, Client.java, cliente.c";
}

function bothAtOnce(roles: readonly Role[], { programs }: Identified): string | undefined {
  const both = programs.find(({ code }) => code?.both !== undefined);
  return (
    both &&
    `${both.file} both listens and connects: hand in two programs, or say in sockgrade.yaml how it is started as the ${roles.join(" and as the ")}`
  );
}

function unsupported(names: readonly string[]): string | undefined {
  const other = names.find((name) => unsupportedLanguageOf(name) !== undefined);
  if (other === undefined) return undefined;
  if (/\.ipynb$/i.test(other))
    return `${other} is a notebook: hand in its cells as programs, one file for each role (File > Save and Export Notebook As > Executable Script)`;
  return `${other} is ${unsupportedLanguageOf(other)}, which is not supported yet unless sockgrade.yaml says how to run it`;
}

/** What people hand in in the place of programs: the report about them, a picture of them, what a compiler made. */
function noSource(names: readonly string[], { sniffed }: Identified): string | undefined {
  for (const [path, what] of sniffed)
    if (what.kind === "no-source") return `${path} is ${what.what}`;
  for (const [pattern, what] of kinds) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) return `${found} is ${what}`;
  }
  return undefined;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\.[a-z]{1,4}\.txt$/i, "a text, as Windows hides the .txt of its name: take that off"],
  [/\.(?:zip|rar|7z|tar|tgz|gz|bz2|xz|zst)$/i, "an archive: unpack it"],
  [/\.(?:class|pyc|o|obj|exe|dll|so|out)$/i, "a compiled program: hand in its source"],
  [/\.(?:docx?|odt|pdf|rtf|pptx?|pages)$/i, "a document: hand in the programs themselves"],
  [/\.(?:png|jpe?g|gif|bmp|webp|heic|svg|tiff?)$/i, "a picture: hand in the programs themselves"],
];

/** At most six names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(", ");
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
