import type { Command } from "commander";
import type { Reader } from "../model/visibility.ts";

/** The options that say whom reports are for, for a command whose reports are usually for `usual`. */
export function addReaderFlags(command: Command, usual: Reader["audience"]): Command {
  return command
    .option("--for <reader>", "student or staff: students are not shown hidden checks", usual)
    .option(
      "--due <date>",
      "once it is over, students see checks that are hidden until then: 2026-11-30, or 2026-11-30T23:59-03:00",
    );
}
