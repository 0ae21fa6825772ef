import type { Language } from "../model/language.ts";
import type { Need } from "../sandbox/tools.ts";
import type { Examination } from "./doctor-examine.ts";

/** What doctor says about one thing that works, and where it does not. */
type Verdict = Readonly<{ name: string; yes: string; no: string }>;

/** Everything that `doctor` says by itself, in one language; reasons are in `messages`. */
export type DoctorWords = Readonly<{
  tiers: Readonly<Record<Examination["tier"], string>>;
  works: Readonly<Record<keyof Examination["works"], Verdict>>;
  needs: Readonly<Record<Need, string>>;
  languages: string;
  /** Above the commands of languages that only some classes write in. */
  optional: string;
  /** What each tool is for, by its name. */
  purposes: Readonly<Record<string, string>>;
  missing: string;
  complete: string;
  /** Above the command that installs every tool. */
  install: string;
  byHand: (names: string) => string;
  harmlessHiding: (value: string) => string;
}>;

const en: DoctorWords = {
  tiers: {
    1: "Tier 1: every check runs in a network of its own, so every port is free.",
    2: "Tier 2: the kernel is asked, but checks share this machine's ports.",
    3: "Tier 3: the kernel does not tell what programs wait for; silence decides.",
  },
  works: {
    namespaces: { name: "namespaces", yes: "tried: a slot started", no: "refused, see below" },
    sandbox: {
      name: "sandbox",
      yes: "tried: bubblewrap ran a program",
      no: "none: only for programs you trust",
    },
    capture: {
      name: "capture",
      yes: "tried: tcpdump saw a packet in a slot",
      no: "none: the relay's word for what passed",
    },
    kernel: {
      name: "kernel view",
      yes: "tried: /proc told what a program waits for",
      no: "none: a pause counts as waiting",
    },
    terminal: {
      name: "terminal",
      yes: "tried: a program ran in one",
      no: "npm ci installs @lydell/node-pty, which is optional",
    },
  },
  needs: {
    namespaces: "For namespaces",
    sandbox: "For the sandbox: strangers' programs",
    capture: "For the capture: packets as evidence",
    screen: "For programs that hold their output back",
  },
  languages: "For programs in each language",
  optional: "Only where students write in it (npm run setup leaves these out):",
  purposes: {
    unshare: "every port free, nothing gets out",
    nsenter: "the two sides of a pair, apart",
    setpriv: "programs without privileges",
    ip: "addresses and routes of a slot",
    stdbuf: "prompts of C programs without a line end",
    bwrap: "they see neither your files nor others'",
    tcpdump: "segments and datagrams, not bytes alone",
  },
  missing: "missing",
  complete: "Nothing is missing.",
  install: "This installs what is missing (npm run setup does it):",
  byHand: (names) => `Please install by hand, no known package manager is here: ${names}`,
  harmlessHiding: (value) =>
    `/proc hides other users' programs (hidepid=${value}). The grader sees its own; for all:`,
};

const ptBR: DoctorWords = {
  tiers: {
    1: "Nível 1: cada verificação tem uma rede só dela, com todas as portas livres.",
    2: "Nível 2: o kernel é consultado, mas as portas são as desta máquina.",
    3: "Nível 3: o kernel não conta o que os programas esperam; o silêncio decide.",
  },
  works: {
    namespaces: {
      name: "namespaces",
      yes: "testado: um slot subiu",
      no: "recusados, veja abaixo",
    },
    sandbox: {
      name: "isolamento",
      yes: "testado: o bubblewrap rodou um programa",
      no: "não há: só para programas em que você confia",
    },
    capture: {
      name: "captura",
      yes: "testado: o tcpdump viu um pacote num slot",
      no: "não há: vale o que o relé viu passar",
    },
    kernel: {
      name: "kernel",
      yes: "testado: /proc contou o que um programa espera",
      no: "não conta; uma pausa vale como espera",
    },
    terminal: {
      name: "terminal",
      yes: "testado: um programa rodou em um",
      no: "npm ci instala o @lydell/node-pty, que é opcional",
    },
  },
  needs: {
    namespaces: "Para os namespaces",
    sandbox: "Para o isolamento: programas de estranhos",
    capture: "Para a captura: os pacotes como prova",
    screen: "Para programas que seguram a saída",
  },
  languages: "Para programas em cada linguagem",
  optional: "Só onde os alunos usam a linguagem (npm run setup não instala estas):",
  purposes: {
    unshare: "todas as portas livres, nada sai",
    nsenter: "os dois lados do par, separados",
    setpriv: "programas sem privilégios",
    ip: "endereços e rotas do slot",
    stdbuf: "mensagens de programas C sem fim de linha",
    bwrap: "não veem os seus arquivos nem os alheios",
    tcpdump: "segmentos e datagramas, não só bytes",
  },
  missing: "falta",
  complete: "Não falta nada.",
  install: "Isto instala o que falta (npm run setup faz):",
  byHand: (names) => `Instale à mão, não há um gerenciador de pacotes conhecido aqui: ${names}`,
  harmlessHiding: (value) =>
    `/proc esconde programas alheios (hidepid=${value}). O corretor vê os dele; para ver todos:`,
};

/** The words of each language that students read. */
export const doctorWords: Readonly<Record<Language, DoctorWords>> = { "pt-BR": ptBR, en };
