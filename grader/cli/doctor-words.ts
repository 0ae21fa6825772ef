import type { Language } from "../model/language.ts";
import type { Need } from "../sandbox/probe.ts";
import type { Examination } from "./doctor-examine.ts";

/** Everything that `doctor` says, in one language. */
export type DoctorWords = Readonly<{
  tiers: Readonly<Record<Examination["tier"], string>>;
  namespaces: string;
  tried: string;
  refused: (found: Examination) => string;
  kernel: string;
  kernels: Readonly<Record<Examination["kernel"], string>>;
  terminal: string;
  terminals: Readonly<Record<"yes" | "no", string>>;
  needs: Readonly<Record<Need, string>>;
  /** What each tool is for, by its name. */
  purposes: Readonly<Record<string, string>>;
  missing: string;
  complete: string;
  advice: string;
  installing: string;
  installed: string;
  notInstalled: (names: string) => string;
  byHand: (names: string) => string;
  relax: string;
}>;

const en: DoctorWords = {
  tiers: {
    1: "Tier 1: every check runs in a network of its own, so every port is free.",
    2: "Tier 2: the kernel is asked, but checks share this machine's network and ports.",
    3: "Tier 3: the kernel does not tell what programs wait for; silence and deadlines decide.",
  },
  namespaces: "namespaces",
  tried: "tried: a slot started",
  refused: ({ missing, relax }) =>
    missing.some(({ need }) => need === "network")
      ? "tools are missing, see below"
      : relax === undefined
        ? "refused: this system, or the container it runs in, does not allow them"
        : "refused by a setting of the kernel, see below",
  kernel: "kernel view",
  kernels: {
    proc: "/proc tells what each program waits for",
    silence: "not to be had here; a pause counts as waiting",
  },
  terminal: "terminal",
  terminals: {
    yes: "tried: a program ran in one",
    no: "the optional package @lydell/node-pty does not work here; npm ci installs it",
  },
  needs: {
    network: "For tier 1",
    language: "For programs in each language",
    screen: "For programs that hold their output back",
    optional: "Optional: used from the next release on",
  },
  purposes: {
    unshare: "namespaces: every port free, nothing gets out",
    nsenter: "the two sides of a pair in networks of their own",
    setpriv: "programs start without privileges",
    ip: "addresses and routes inside the slot",
    python3: "Python",
    javac: "Java",
    gcc: "C",
    stdbuf: "prompts of C programs that end without a line end",
    bwrap: "a sandbox for strangers' programs",
    tcpdump: "packets as evidence",
  },
  missing: "missing",
  complete: "Nothing is missing.",
  advice: "This adds what is missing (npm run setup runs it):",
  installing: "Adding what is missing:",
  installed: "Nothing is missing now.",
  notInstalled: (names) =>
    `the command did not add everything; still missing: ${names || "nothing, but it failed"}`,
  byHand: (names) =>
    `Please install: ${names}. No package manager was found that this program knows.`,
  relax:
    "Namespaces for ordinary users are switched off. This allows them until the next start, for every program on this machine:",
};

const ptBR: DoctorWords = {
  tiers: {
    1: "Nível 1: cada verificação roda numa rede só dela, com todas as portas livres.",
    2: "Nível 2: o kernel é consultado, mas as verificações usam a rede e as portas desta máquina.",
    3: "Nível 3: o kernel não conta o que os programas esperam; decidem o silêncio e os prazos.",
  },
  namespaces: "namespaces",
  tried: "testado: um slot subiu",
  refused: ({ missing, relax }) =>
    missing.some(({ need }) => need === "network")
      ? "faltam ferramentas, veja abaixo"
      : relax === undefined
        ? "recusado: este sistema, ou o contêiner em que ele roda, não permite"
        : "recusado por um ajuste do kernel, veja abaixo",
  kernel: "kernel",
  kernels: {
    proc: "/proc conta o que cada programa está esperando",
    silence: "não dá para consultar aqui; uma pausa vale como espera",
  },
  terminal: "terminal",
  terminals: {
    yes: "testado: um programa rodou em um",
    no: "o pacote opcional @lydell/node-pty não funciona aqui; npm ci o instala",
  },
  needs: {
    network: "Para o nível 1",
    language: "Para programas em cada linguagem",
    screen: "Para programas que seguram a saída",
    optional: "Opcionais: usados a partir da próxima versão",
  },
  purposes: {
    unshare: "namespaces: todas as portas livres, nada sai da máquina",
    nsenter: "os dois lados do par, cada um na sua rede",
    setpriv: "os programas começam sem privilégios",
    ip: "endereços e rotas dentro do slot",
    python3: "Python",
    javac: "Java",
    gcc: "C",
    stdbuf: "mensagens de programas C sem fim de linha",
    bwrap: "isolamento para programas de estranhos",
    tcpdump: "os pacotes como prova",
  },
  missing: "falta",
  complete: "Não falta nada.",
  advice: "Este comando instala o que falta (npm run setup o executa):",
  installing: "Instalando o que falta:",
  installed: "Agora não falta nada.",
  notInstalled: (names) =>
    `o comando não instalou tudo; ainda falta: ${names || "nada, mas ele terminou com erro"}`,
  byHand: (names) =>
    `Instale: ${names}. Não há aqui um gerenciador de pacotes que este programa conheça.`,
  relax:
    "Namespaces para usuários comuns estão desligados. Isto os libera até a próxima partida, para todos os programas desta máquina:",
};

/** The words of each language that students read. */
export const doctorWords: Readonly<Record<Language, DoctorWords>> = { "pt-BR": ptBR, en };
