import type { Catalogue } from "../catalogue.ts";
import { roleNames } from "./actor.ts";
import { quote } from "./speech.ts";

/** The headings and labels of a report. */
export const report: Catalogue["report"] = {
  submission: "entrega",
  programs: "programas",
  seed: "semente",
  evidence: "máquina",
  missing: "sem",
  tiers: {
    1: "rede própria, com um relé no fio",
    2: "Linux, sem rede própria: portas da máquina",
    3: "sem /proc: decido por silêncio e prazos, com menos certeza",
  },
  packets: (seen) => (seen ? "pacotes vistos" : "pacotes não vistos"),
  roles: roleNames,
  handedFiles: { capture: "captura", answers: "respostas" },
  files: "arquivos",
  packet: "pacote",
  again: "(de novo)",
  peerAs: (role) => `sockgrade (no papel do ${roleNames[role]})`,
  wire: "fio",
  progress: (done, all) => `${done}/${all} feitas`,
  sameAs: (check) => `Pelo mesmo motivo de ${check}, acima.`,
  hint: "Dica",
  observations: "Observações (não custam pontos)",
  errored: "Isto é problema do corretor ou da máquina, não seu; não custou pontos.",
  score: (score, maxScore) => `Nota: ${score}/${maxScore}`,
  leftOut: (points, why) =>
    `${points === 1 ? "1 ponto ficou" : `${points} pontos ficaram`} fora da conta: ${why}.`,
  counts: (counts, durationMs) =>
    [
      count(counts.passed, "passou", "passaram"),
      count(counts.failed, "falhou", "falharam"),
      count(counts.skipped, "pulada", "puladas"),
      count(counts.errored, "com erro do corretor", "com erro do corretor"),
      `em ${quote.seconds(durationMs)}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  notSelected: (number) =>
    count(number, "verificação não selecionada", "verificações não selecionadas"),
  repeatAll: "Para repetir igual:",
  repeatOne: "Só a primeira que falhou:",
  lines: (number) => `… ${count(number, "linha", "linhas")} …`,
  steps: (number) => `… ${count(number, "passo", "passos")} …`,
  pieces: (number) => `… ${count(number, "pedaço", "pedaços")} …`,
  characters: (number) => `… (${quote.number(number)} caracteres) …`,
  bytes: (number) => `${quote.number(number)} B`,
  fates: { lost: "perdido", doubled: "duplicado", late: "atrasado" },
};

function count(number: number, one: string, many: string): string {
  return number === 0 ? "" : `${quote.number(number)} ${number === 1 ? one : many}`;
}
