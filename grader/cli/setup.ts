import { createInterface } from "node:readline/promises";
import type { Language } from "../model/language.ts";
import { runAtTerminal } from "../process/spawn.ts";
import type { Host } from "../sandbox/host.ts";
import { examine, type Examination } from "./doctor-examine.ts";
import { examinationText } from "./doctor-text.ts";
import { type SetupWords, setupWords } from "./setup-words.ts";

/** `consent`: whether settings of the kernel may be changed without asking the person there. */
type Surroundings = Readonly<{ host: Host; language: Language; consent: "given" | "ask" }>;

/**
 * Runs the commands that add what is missing, each shown before: packages first, then
 * settings of the kernel, which are asked for. Nothing is run where nothing is missing, so it may be
 * repeated. Says at the end what there is now.
 * @returns 0 when all it ran went well, even where more is missing that only a person can add; else 3.
 */
export async function setUp(found: Examination, surroundings: Surroundings): Promise<0 | 3> {
  const { host, language } = surroundings;
  const words = setupWords[language];
  const installed = await install(found, words);
  // What can be tried depends on what is there: without unshare nobody knows whether it is allowed.
  const between = installed === "not-needed" ? found : await examine(host);
  const relaxed = await relax(between, surroundings);
  const steps = [installed, relaxed];
  if (steps.every((step) => step === "not-needed")) return 0;
  const after = relaxed === "not-needed" ? between : await examine(host);
  process.stdout.write(`\n${words.now}\n\n${examinationText(after, language)}`);
  return steps.includes("failed") ? 3 : 0;
}

type Step = "not-needed" | "done" | "declined" | "failed";

async function install(found: Examination, words: SetupWords): Promise<Step> {
  if (found.missingTools.length === 0) return "not-needed";
  if (found.install === undefined) return "failed";
  return await run(found.install, words);
}

/** One command for each kind of setting; a setting may be the reason for more than one loss. */
async function relax(found: Examination, { language, consent }: Surroundings): Promise<Step> {
  const words = setupWords[language];
  const commands = found.missing
    .filter(({ by, reason }) => by === "setup" && reason.kind !== "tools")
    .flatMap(({ command }) => command ?? []);
  if (commands.length === 0) return "not-needed";
  for (const command of new Set(commands)) {
    if (consent === "ask" && !(await agrees(command, words))) return "declined";
    if ((await run(command, words)) === "failed") return "failed";
  }
  return "done";
}

/** Asks at the terminal. Where nobody can answer that is no. */
async function agrees(command: string, words: SetupWords): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stdout.write(`\n${words.nobodyToAsk}\n  ${command}\n`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return words.yes.test(
      await terminal.question(`\n${words.ask}\n  ${command}\n${words.choice} `),
    );
  } finally {
    terminal.close();
  }
}

async function run(command: string, words: SetupWords): Promise<Step> {
  const asked = process.stdin.isTTY ? command : withoutPassword(command);
  process.stdout.write(`\n$ ${asked}\n`);
  const { code } = await runAtTerminal(["sh", "-c", asked]);
  if (code === 0) return "done";
  process.stderr.write(`sockgrade: ${words.failed(asked)}\n`);
  return "failed";
}

/** Without a terminal nobody can type a password: sudo then fails at once instead of waiting. */
function withoutPassword(command: string): string {
  return command.replaceAll("sudo ", "sudo -n ");
}
