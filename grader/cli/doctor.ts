import { z } from "zod";
import { runAtTerminal } from "../process/spawn.ts";
import type { ExitCode } from "./command-line.ts";
import { examine, type Examination } from "./doctor-examine.ts";
import { examinationText } from "./doctor-text.ts";
import { doctorWords } from "./doctor-words.ts";
import { readLanguage, readOptions } from "./options.ts";

const doctorOptions = z.object({
  install: z.boolean().default(false),
  lang: z.string().optional(),
});

/**
 * `sockgrade doctor`: what this machine can do, and the one command that adds the rest. With
 * `--install` it runs that command; where nothing is missing it only says so.
 */
export async function doctorCommand(values: object): Promise<ExitCode> {
  const options = readOptions(doctorOptions, values);
  const words = doctorWords[readLanguage(options.lang, process.env)];
  const found = await examine(process.env);
  process.stdout.write(examinationText(found, words, options.install));
  if (!options.install || found.missing.length === 0) return 0;
  if (found.install === undefined) return 3;
  const exit = await runAtTerminal(["sh", "-c", asUnattended(found.install)]);
  const after = await examine(process.env);
  if (exit.code === 0 && after.missing.length === 0) {
    process.stdout.write(`\n${words.installed}\n`);
    return 0;
  }
  process.stderr.write(`sockgrade: ${words.notInstalled(namesOf(after))}\n`);
  return 3;
}

/** Without a terminal nobody can type a password: sudo then fails at once instead of waiting. */
function asUnattended(command: string): string {
  return process.stdin.isTTY ? command : command.replaceAll("sudo ", "sudo -n ");
}

function namesOf({ missing }: Examination): string {
  return missing.map(({ name }) => name).join(", ");
}
