import type { Command } from "commander";

/** The options of a command that writes gradebooks. */
export function addGradebookFlags(command: Command): Command {
  return command
    .option("--assignment-id <n>", "the assignment's number in Canvas; without it Canvas makes one")
    .option("--assignment-title <title>", "what it is called there, if not as the exercise")
    .option("--bom", "begin CSV files with a byte order mark, for spreadsheets that want one");
}
