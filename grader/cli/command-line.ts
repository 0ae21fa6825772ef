import { Command, CommanderError } from "commander";
import { limitNames, limitTable } from "../model/limits.ts";
import { RequestError } from "../model/request-error.ts";
import { addGradebookFlags } from "./gradebook-flags.ts";
import { addReaderFlags } from "./reader-flags.ts";

/**
 * What a command gives back to the shell: 0 full marks, 1 points lost, 2 wrong request, 3 our failure; a batch that
 * a signal has ended before its time 128 and the signal's number, as shells have it.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 129 | 130 | 143;

/** Runs one command line. Never throws: whatever went wrong is one line on stderr and an exit code. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = commands((code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof RequestError) {
      process.stderr.write(`sockgrade: ${error.message}\n`);
      return 2;
    }
    process.stderr.write(`sockgrade: the grader could not do its work: ${shown(error)}\n`);
    return 3;
  }
}

/** Each command loads its own code, so that `list` does not wait for what only `grade` needs. */
function commands(done: (code: ExitCode) => void): Command {
  const program = new Command("sockgrade")
    .description("Grades socket-programming exercises and says what works, what does not, and why.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  const grade = program
    .command("grade")
    .description("grade one submission")
    .argument("<exercise>", "ex1, ex2, …")
    .argument(
      "[path]",
      "the folder or archive that was handed in; without it, the folder you are in",
    )
    .option("--only <check>", "run one check alone")
    .option("--reference [language]", "grade the reference solution instead")
    .option("--watch", "grade again whenever a file is saved")
    .option("--lang <language>", "pt-BR or en; the locale decides otherwise")
    .option("--seed <n>", "repeat a run with the same words")
    .option("--jobs <n>", "checks at a time; one for each core otherwise")
    .option(
      "--reporter <name[=file]>",
      "tty, json, markdown, junit, github …, to a file or to the screen; repeatable",
      collect,
      [],
    )
    .option("--pcap <folder>", "keep the packets of every check, for Wireshark")
    .option("--sandbox <mode>", "auto, require or off", "auto")
    .option(
      "--limit <name=value>",
      `what programs may use, repeatable; otherwise ${usualLimits()}`,
      collect,
      [],
    )
    .option("--exit-zero", "exit with 0 although points were lost")
    .option("--zero-if-refused", "report no points for a folder or archive that can not be graded");
  addReaderFlags(grade, "student").action(
    async (exercise: string, path: string | undefined, options: object) => {
      const { gradeCommand } = await import("./grade.ts");
      done(await gradeCommand({ exercise, path, ...options }));
    },
  );
  const batch = program
    .command("batch")
    .description("grade a class; run again, it goes on where it was and grades what has changed")
    .argument("<exercise>", "ex1, ex2, …")
    .argument(
      "<folder>",
      "what was handed in: a folder, a zip or a tar.gz, as learning platforms give it",
    )
    .requiredOption(
      "--out <folder>",
      "where results go: a folder of its own for each class and exercise",
    )
    .option("--roster <file>", "CSV with the students, to know who handed in nothing")
    .option("--only <student>", "look at one student alone")
    .option("--only-failed", "grade again who had no full marks, and who is new")
    .option("--fresh", "grade everything again, changed or not")
    .option("--jobs <n>", "checks at a time; three for two cores otherwise")
    .option("--lang <language>", "pt-BR or en; the locale decides otherwise")
    .option(
      "--seed <n>",
      "the same words as in another folder; otherwise random, and kept in this one",
    )
    .option(
      "--reporter <name[=file]>",
      "tty, json, csv, moodle, canvas, markdown …, about the class; repeatable",
      collect,
      [],
    )
    .option("--sandbox <mode>", "require or off", "require")
    .option(
      "--limit <name=value>",
      `what programs may use, repeatable; otherwise ${usualLimits()}`,
      collect,
      [],
    );
  addGradebookFlags(addReaderFlags(batch, "staff")).action(
    async (exercise: string, source: string, options: object) => {
      const { batchCommand } = await import("./batch.ts");
      done(await batchCommand({ exercise, source, ...options }));
    },
  );
  program
    .command("list")
    .description("list the exercises")
    .option("--lang <language>", "pt-BR or en")
    .action(async (options: object) => {
      const { listCommand } = await import("./list.ts");
      await listCommand(options);
    });
  const show = program
    .command("show")
    .description("show an exercise: its statement and its checks")
    .argument("<exercise>")
    .option("--lang <language>", "pt-BR or en");
  addReaderFlags(show, "student").action(async (exercise: string, options: object) => {
    const { showCommand } = await import("./show.ts");
    await showCommand({ exercise, ...options });
  });
  program
    .command("verify")
    .description("grade every reference and every fixture, and compare with what they declare")
    .argument("[exercise]")
    .option("--jobs <n>", "submissions at a time")
    .option("--fixture <part>", "only fixtures whose folder name contains this")
    .action(async (exercise: string | undefined, options: object) => {
      const { verifyCommand } = await import("./verify.ts");
      done(await verifyCommand({ exercise, ...options }));
    });
  program
    .command("doctor")
    .description("tell what this machine can do, and the one command that adds the rest")
    .option("--install", "add it: run what is needed, each command shown before")
    .option("--yes", "with --install: change settings of the kernel without asking")
    .option("--json", "the findings as one JSON document")
    .option("--lang <language>", "pt-BR or en")
    .action(async (options: object) => {
      const { doctorCommand } = await import("./doctor.ts");
      done(await doctorCommand(options));
    });
  return program;
}

/** Commander's own complaints in our form: one line that says what was wrong. */
function oneLine(text: string): string {
  const words = text
    .replace(/^error: /u, "")
    .trim()
    .replaceAll(/\s*\n\s*/gu, " ");
  return `sockgrade: ${words} (sockgrade --help tells what can be said)\n`;
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

/** `cpu=30 (s), wall=300 (s), memory=512 (MiB), …` */
function usualLimits(): string {
  return limitNames
    .map((name) => {
      const { usual, unit } = limitTable[name];
      return `${name}=${usual}${unit === "count" ? "" : ` (${unit})`}`;
    })
    .join(", ");
}

function shown(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
