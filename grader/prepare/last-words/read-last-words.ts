import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "./last-words.ts";
import { missingModule } from "./missing-module.ts";
import { foreignAddress, portTakenByItself, privilegedPort } from "./ports.ts";
import { unreadableScript } from "./unreadable-script.ts";
import { wantedArguments } from "./wanted-arguments.ts";
import { missingDisplay, missingFile, missingWindows } from "./wrong-machine.ts";

/** What the last words of a program say in every language, the particular before the general. */
export function readLastWords(launch: Launch, words: LastWords): Cause | undefined {
  for (const read of readers) {
    const cause = read(launch, words);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

const readers: readonly ((launch: Launch, words: LastWords) => Cause | undefined)[] = [
  unreadableScript,
  missingDisplay,
  missingWindows,
  missingModule,
  missingFile,
  privilegedPort,
  foreignAddress,
  portTakenByItself,
  wantedArguments,
];
