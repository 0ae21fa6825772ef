import { builtinModules } from "node:module";
import { didYouMean } from "../../lib/did-you-mean.ts";
import type { Cause } from "../../model/cause.ts";
import type { Launch, ProgramLanguage } from "../../model/submission.ts";
import { isDisplayModule } from "../modules/display.ts";
import { insteadOf } from "../modules/instead.ts";
import { pythonModules } from "../modules/python-modules.ts";
import { windowsThing } from "../modules/windows.ts";
import type { LastWords } from "./last-words.ts";

/** A module that the program imports and the machine does not have. */
export function missingModule(launch: Launch, words: LastWords): Cause | undefined {
  const module = moduleIn(words);
  if (module === undefined) return undefined;
  const { role, language } = launch;
  const thing = windowsThing(module);
  if (thing !== undefined) return { kind: "wrong-system", role, thing, place: words.place };
  if (isDisplayModule(module)) return { kind: "needs-display", role, thing: module };
  const instead = insteadOf(module, language);
  const meant = instead === undefined ? nearest(module, language) : undefined;
  return {
    kind: "module-missing",
    role,
    module,
    ...(meant !== undefined && { meant }),
    ...(instead !== undefined && { instead }),
  };
}

function moduleIn({ lastLine, spoken }: LastWords): string | undefined {
  const dotted = spoken.replaceAll("/", ".");
  const patterns: readonly (readonly [RegExp, string])[] = [
    [/^(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)'?$/u, lastLine],
    [/^Error(?: \[\w+\])?: Cannot find (?:module|package) '([^'\n]{1,300})'/mu, spoken],
    [/Exception in thread "main" java\.lang\.NoClassDefFoundError: ([\w.$]+)/u, dotted],
    [/cannot load such file -- (\S{1,300}) \(LoadError\)/u, spoken],
    [/Failed opening required '([^'\n]{1,300})'/u, spoken],
  ];
  return patterns.map(([pattern, text]) => pattern.exec(text)?.[1]).find(Boolean);
}

/** A standard module that is called nearly so. Modules of the student's own have names like that as well. */
function nearest(module: string, language: ProgramLanguage): string | undefined {
  const known =
    language === "python" ? pythonModules : language === "javascript" ? builtinModules : [];
  if (module.length < 4 || !/^[\w:]+$/u.test(module)) return undefined;
  return didYouMean(
    module,
    [...known].filter((name) => !name.startsWith("_")),
  );
}
