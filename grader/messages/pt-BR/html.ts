import type { HtmlWords } from "../html-words.ts";
import { quote } from "./speech.ts";

/** O que dizem as páginas para o navegador. */
export const html: HtmlWords = {
  checks: "Verificações",
  wentWrong: "O que deu errado",
  others: "As outras verificações",
  languages: "linguagens",
  status: "Resultado",
  packets: (count, bytes) =>
    `O que os pacotes contam: ${quote.number(count)} ${count === 1 ? "pacote" : "pacotes"}, ${bytes}`,
  packetsLost: (count) =>
    count === 1
      ? "Mais 1 pacote não pôde ser visto: eram muitos."
      : `Mais ${quote.number(count)} pacotes não puderam ser vistos: eram muitos.`,
  conversation: "Conversa",
  toServer: "Do cliente ao servidor",
  toClient: "Do servidor ao cliente",
  end: "Como terminou",
  refused: "recusada com RST: ninguém escutava ali",
  unanswered: "ninguém respondeu ao SYN",
  stillOpen: "ainda aberta no fim da verificação",
  ended: {
    client: { fin: "o cliente fechou primeiro (FIN)", rst: "o cliente abortou (RST)" },
    server: { fin: "o servidor fechou primeiro (FIN)", rst: "o servidor abortou (RST)" },
  },
  datagrams: (count, ttl) =>
    `${quote.number(count)} ${count === 1 ? "datagrama" : "datagramas"}, TTL ${ttl}`,
  missingBytes: (count) => `${quote.number(count)} B não vistos`,
  more: (count) => `… mais ${quote.number(count)}`,
  moreLines: (count) => `… mais ${quote.number(count)} ${count === 1 ? "linha" : "linhas"}`,
  moreBytes: (count) => `… mais ${quote.number(count)} ${count === 1 ? "byte" : "bytes"}`,
  hex: "bytes em hexadecimal",
  datagram: "datagrama",
  toward: { left: "Para a esquerda:", right: "Para a direita:" },
  data: "Dados",
  leftOut: "O desenho não coube aqui; ele está no relatório em texto.",
  repeat: "Como repetir",
  class: "Turma",
  distribution: "Distribuição das notas",
  studentsAt: (count) => `${quote.number(count)} ${count === 1 ? "aluno" : "alunos"}`,
  graded: (date) => `Corrigida em ${date}`,
  legend: "✓ passou · ✗ falhou · ℹ observação · – pulada · ! erro do corretor",
};
