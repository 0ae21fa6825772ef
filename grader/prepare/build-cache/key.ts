import { createHash } from "node:crypto";
import type { ToolRequest } from "../../model/tool.ts";
import { toNeutral } from "./neutral-names.ts";
import { digestOfTree } from "./tree-digest.ts";
import { identityOf } from "./toolchain-identity.ts";

/**
 * What a build depends on, as 64 hexadecimal digits: everything that a compiler can read of the
 * submission, what it is told, its environment, and the toolchain. SHA-256, as strangers choose what
 * goes in. `more` is what else makes a difference.
 * @returns undefined for a submission that can not be told from another one: nothing is kept of it.
 */
export async function keyOf(
  { workplace, command, cwd, env, interpreters }: ToolRequest,
  more: readonly string[],
): Promise<string | undefined> {
  const neutral = (text: string) => toNeutral(text, workplace);
  const words = command.map(neutral);
  const [tree, toolchain] = await Promise.all([
    digestOfTree(workplace.submission),
    identityOf([...interpreters, ...words.flatMap(pathsIn)]),
  ]);
  if (tree === undefined) return undefined;
  const settings = Object.entries(env)
    .map(([name, value]) => [name, neutral(value)])
    .toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1));
  const everything = [format, more, words, neutral(cwd), settings, toolchain, tree];
  return createHash("sha256").update(JSON.stringify(everything)).digest("hex");
}

/** What is only named in a command: an archive of classes in a list, a folder behind `-I`. Scripts name anything. */
function pathsIn(word: string): readonly string[] {
  if (/\s/u.test(word)) return [];
  return word
    .replace(/^-[IL]/u, "")
    .split(/[:;=,@]/u)
    .filter((path) => path.startsWith("/"));
}

/** Another number is another cache: to be counted up with every change of what an entry holds. */
const format = 1;
