import type { BatchWords } from "../batch-words.ts";
import { quote } from "./speech.ts";

/** O que se diz sobre uma turma. */
export const batch: BatchWords = {
  handedIn: (number, layout) => `${count(number, "entrega", "entregas")}: ${layout}`,
  progress: (done, all) => `${done}/${all} prontas`,
  counts: ({ full, lost, errored }) =>
    list([
      `${full} com nota máxima`,
      `${lost} com pontos perdidos`,
      none(errored, `${errored} sem nota`),
    ]),
  rate: (perMinute) => `${quote.number(perMinute)} por minuto`,
  timeLeft: (milliseconds) => `faltam ${quote.duration(milliseconds)}`,
  notGraded: "sem nota",
  partly: "algumas verificações não puderam ser feitas",
  finishing: "Terminando o que está em andamento; outro Ctrl-C abandona isso também.",
  givingUp: "Abandonando o que está em andamento.",
  scores: "Notas",
  mostFailed: "Verificações que mais falharam",
  failedBy: (number, all) => `${number} de ${all}`,
  slow: "Lentas: levaram muito mais tempo que as outras",
  took: quote.duration,
  erroredOnes: "Sem nota, ou só em parte: falha do corretor ou da máquina",
  refusedOnes: "Não dá para corrigir do jeito que foi entregue",
  missingOnes: "Não entregaram",
  total: ({ full, lost, refused, errored, missing, known }, durationMs) =>
    list([
      `${full} com nota máxima`,
      `${lost} com pontos perdidos`,
      none(refused, count(refused, "não pôde ser corrigida", "não puderam ser corrigidas")),
      none(errored, count(errored, "erro do corretor", "erros do corretor")),
      none(missing, count(missing, "aluno não entregou", "alunos não entregaram")),
      none(known, `${known} sem mudança desde a última vez`),
      `em ${quote.duration(durationMs)}`,
    ]),
  left: (number) =>
    `Interrompido: ${count(number, "entrega ainda não foi corrigida", "entregas ainda não foram corrigidas")}. O que está pronto está guardado: o mesmo comando continua daqui.`,
  unasked: (number) =>
    `${count(number, "entrega nunca foi corrigida e não estava no pedido", "entregas nunca foram corrigidas e não estavam no pedido")} desta vez.`,
  oneReport: "O relatório de um aluno:",
  record: "Tudo isto como dados:",
  diskFull: (reason) =>
    `não dá para gravar mais nada (${reason}). O que já foi corrigido está guardado: libere espaço, e o mesmo comando continua daqui.`,
};

function count(number: number, one: string, many: string): string {
  return `${quote.number(number)} ${number === 1 ? one : many}`;
}

function none(number: number, text: string): string {
  return number === 0 ? "" : text;
}

function list(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
