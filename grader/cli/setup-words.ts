import type { Language } from "../model/language.ts";

/** What `npm run setup` says besides what `doctor` found, in one language. */
export type SetupWords = Readonly<{
  /** Above a command that changes a setting of the kernel. */
  ask: string;
  choice: string;
  yes: RegExp;
  nobodyToAsk: string;
  failed: (command: string) => string;
  now: string;
}>;

const en: SetupWords = {
  ask: "This changes a setting of the kernel for every program, until the next start:",
  choice: "Run it? [y/N]",
  yes: /^\s*y(?:es)?\s*$/iu,
  nobodyToAsk: "Not run, as nobody is here to be asked (npm run setup -- --yes does not ask):",
  failed: (command) => `the command failed: ${command}`,
  now: "What is there now:",
};

const ptBR: SetupWords = {
  ask: "Isto muda um ajuste do kernel para todos os programas, até a máquina reiniciar:",
  choice: "Executar? [s/N]",
  yes: /^\s*s(?:im)?\s*$/iu,
  nobodyToAsk: "Não executado, pois não há a quem perguntar (npm run setup -- --yes não pergunta):",
  failed: (command) => `o comando falhou: ${command}`,
  now: "O que há agora:",
};

/** The words of each language that students read. */
export const setupWords: Readonly<Record<Language, SetupWords>> = { "pt-BR": ptBR, en };
