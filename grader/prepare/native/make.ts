import { basename } from "node:path";
import { partOf } from "../../model/role.ts";
import { nameHint } from "../../submission/name-hint.ts";
import { stemOf } from "../../submission/candidate.ts";
import { shellWord } from "../shell-word.ts";
import type { Source } from "../toolchain.ts";
import { type BuildFile, type BuildTool, isSource } from "./build-tool.ts";
import { type Rule, rulesOf } from "./makefile.ts";

/**
 * make(1). It is asked for the target that builds each program; where none tells, for the first one. A `clean` with
 * nothing to remove must not stop it (-i), and what somebody else has compiled does not count (-B).
 */
export const make: BuildTool = {
  name: "make",
  isBuildFile: (name) => /^(?:GNUm|m|M)akefile$/.test(name),
  from: "nearest",

  script(file, sources) {
    const rules = rulesOf(file.text);
    const goals = sources.map((source) => targetsFor(source, file, rules)[0]);
    const named = [...new Set(goals.filter((goal) => goal !== undefined))];
    const first = rules.find(({ target }) => !target.startsWith("."));
    const wantsFirst = goals.includes(undefined) && first !== undefined && isBuilt(first, rules);
    return [
      // Line ends of Windows would be part of names.
      `tr -d '\\r' < ${shellWord(file.name)} > "$place/makefile"; cat "$place/makefile" > ${shellWord(file.name)}`,
      ...(wantsFirst ? ['"$0" -ikB'] : []),
      ...(named.length > 0 ? [`"$0" -ikB ${named.map(shellWord).join(" ")}`] : []),
      ":",
    ].join("\n");
  },

  namesOf: (file, source) => targetsFor(source, file, rulesOf(file.text)),
};

/** Targets that build a program: called like its source, called like its role, or made from its source. */
function targetsFor(
  { path = "", role }: Source,
  file: BuildFile,
  rules: readonly Rule[],
): readonly string[] {
  const stem = stemOf(path);
  const possible = rules.filter((rule) => isBuilt(rule, rules));
  const isFrom = ({ prerequisites, recipe }: Rule) =>
    [...prerequisites, ...recipe.flatMap((line) => line.split(/\s+/))].some(
      (word) => isSource(word, file, path) || basename(word) === `${stem}.o`,
    );
  const partOfTarget = ({ target }: Rule) => nameHint(basename(target)).part;
  const found = [
    ...possible.filter(({ target }) => basename(target) === stem),
    ...possible.filter((rule) => isFrom(rule) && partOfTarget(rule) === partOf(role)),
    ...possible.filter((rule) => partOfTarget(rule) === partOf(role)),
    ...possible.filter((rule) => isFrom(rule) && partOfTarget(rule) === undefined),
  ];
  return [...new Set(found.map(({ target }) => target))];
}

/** Whether it is for building, and does not start what it has built: that would wait for somebody for ever. */
function isBuilt(rule: Rule, rules: readonly Rule[]): boolean {
  return (
    !/^\.|[%\\$]|\.(?:[oadch]|so|cc|cpp|hpp)$/.test(rule.target) &&
    !otherWords.test(rule.target) &&
    !startsPrograms(rule, rules, new Set())
  );
}

const otherWords =
  /(?:^|[^a-z])(?:clean|distclean|mrproper|limpar?|run|start|stop|kill|exec|execute|executar|rodar|iniciar|tests?|testes?|check|install|uninstall|debug|gdb|valgrind|help|ajuda|zip|tar|dist|format)(?![a-z])/i;

function startsPrograms(rule: Rule, rules: readonly Rule[], seen: Set<Rule>): boolean {
  if (seen.has(rule)) return false;
  seen.add(rule);
  const starts = rule.recipe.some((line) =>
    line.split(/&&|\|\||[;|&]/).some((command) => starting.test(command)),
  );
  return (
    starts ||
    rules.some(
      (other) => rule.prerequisites.includes(other.target) && startsPrograms(other, rules, seen),
    )
  );
}

const starting =
  /^[\s@+-]*(?:(?:sudo|time|exec)\s+)?(?:\.\/|(?:gdb|valgrind|x?terminal|xterm|gnome-terminal)\b)/;
