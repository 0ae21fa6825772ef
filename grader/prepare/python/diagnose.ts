import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "../last-words/last-words.ts";
import { mainNotCalled } from "./main-not-called.ts";
import { shadowedModule } from "./shadowed-module.ts";
import { unreadable } from "./unreadable.ts";

/** What keeps a Python program from doing anything, as its traceback and its text tell. */
export function diagnosePython(launch: Launch, words: LastWords): Cause | undefined {
  return unreadable(launch, words) ?? shadowedModule(launch, words) ?? mainNotCalled(launch, words);
}
