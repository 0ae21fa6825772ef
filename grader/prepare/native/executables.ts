import { basename, dirname, extname, join, relative } from "node:path";
import { partOf } from "../../model/role.ts";
import { nameHint } from "../../submission/name-hint.ts";
import { stemOf } from "../../submission/candidate.ts";
import { isScript } from "../is-script.ts";
import type { Source } from "../toolchain.ts";

/** The programs among what find(1) printed, relative to `place`. */
export async function executablesIn(place: string, printed: string): Promise<readonly string[]> {
  const paths = printed.split("\n").filter((path) => path !== "" && !/\.so\b/.test(path));
  const isText = await Promise.all(paths.map((path) => isScript(join(place, path))));
  return paths.filter((_, index) => isText[index] === false);
}

/**
 * Which of the programs that a build made is the one of a source: by what the build file calls it, by
 * the source's name, by its role's name, by its folder; at last the only one there is.
 */
export function programOf(
  made: readonly string[],
  source: Source,
  sources: readonly Source[],
  { folder, names }: Readonly<{ folder: string; names: readonly string[] }>,
): string | undefined {
  const { path = "", root, role } = source;
  const only = (fits: (program: string) => boolean): string | undefined => {
    const fitting = made.filter(fits);
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const said = names.map((name) => {
    const inTree = join("tree", relative(root, folder), name);
    return only((one) => join(one) === inTree) ?? only((one) => basename(one) === basename(name));
  });
  // make builds beside the sources, cmake in a folder that looks like theirs.
  const homes = new Set([
    join("tree", relative(root, dirname(path))),
    join("build", relative(folder, dirname(path))),
  ]);
  const isAloneAtHome = sources.every(
    (other) => other === source || dirname(other.path ?? "") !== dirname(path),
  );
  return (
    said.find((one) => one !== undefined) ??
    only((one) => nameOf(one) === stemOf(path).toLowerCase()) ??
    only((one) => nameHint(nameOf(one)).part === partOf(role)) ??
    (isAloneAtHome ? only((one) => homes.has(dirname(join(one)))) : undefined) ??
    (sources.length === 1 ? only(() => true) : undefined)
  );
}

function nameOf(program: string): string {
  const name = basename(program).toLowerCase();
  return [".out", ".exe", ".bin", ".x"].includes(extname(name))
    ? name.slice(0, -extname(name).length)
    : name;
}
