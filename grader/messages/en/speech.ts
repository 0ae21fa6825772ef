import type { Waits } from "../../model/cause.ts";
import type { ActorName } from "../../model/role.ts";
import { quoteFor } from "../quote.ts";
import { wordsForWaiting } from "../waiting-words.ts";
import { theShort } from "./actor.ts";
import { waiting } from "./waiting.ts";

/** Values in this language's sentences. */
export const quote = quoteFor("en", (count) => `${count} characters`);

/** A sentence on what the program does at the end, when the kernel told. */
export function rightNow(cause: { actor: ActorName; waits?: Waits | undefined }): string {
  const wait = cause.waits?.[cause.actor];
  if (wait === undefined || wait.on === "unknown") return "";
  const predicate = wordsForWaiting(waiting, wait);
  return wait.on === "exited"
    ? ` It ${predicate}.`
    : ` Right now ${theShort(cause.actor)} ${predicate}.`;
}
