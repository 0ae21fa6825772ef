import { neutralise } from "../../lib/neutralise.ts";
import type {
  AnswerKey,
  AnswerMistake,
  answerNames,
  AnswerPlace,
} from "../../model/capture-cause.ts";
import type { CaptureDamage, ForeignFile } from "../../model/capture-file.ts";
import { roleNames } from "./actor.ts";
import { quote } from "./speech.ts";

/** What to hand in, and what to say when it is not there. */
export const wanted = {
  capture: {
    missing: "Não há arquivo de captura na sua entrega.",
    advice: "Salve-o no Wireshark ou no tcpdump como capture.pcapng ou capture.pcap.",
  },
  answers: {
    missing: "Não há respostas na sua entrega.",
    advice:
      "Escreva em respostas.yaml (ou answers.yaml) o que você leu na captura, como no exemplo do enunciado.",
  },
} as const;

/** What people hand in instead of a capture file, and what to do about it. */
export const foreign: Readonly<Record<ForeignFile, string>> = {
  empty:
    "está vazio (0 byte). O disco estava cheio, ou ele foi salvo antes de se capturar alguma coisa?",
  gzip: "está compactado com gzip. Descompacte-o (gunzip), ou salve no Wireshark sem compressão.",
  compressed: "está compactado. Descompacte-o antes de entregar.",
  zip: "é um arquivo ZIP (ou um documento de escritório). Descompacte e entregue a captura em si.",
  image:
    "é uma imagem. Uma captura de tela não dá para examinar: salve os pacotes (Arquivo, Salvar como, pcapng).",
  pdf: "é um PDF. Salve os próprios pacotes (Arquivo, Salvar como, pcapng).",
  html: "é uma página HTML ou XML, talvez a página de um download que não deu certo.",
  json: "é JSON, como o tshark exporta. Salve os próprios pacotes (Arquivo, Salvar como, pcapng).",
  yaml: "é um texto YAML. Será que as respostas e a captura foram trocadas?",
  "tcpdump-text":
    "é o texto que o tcpdump ou o tshark mostra na tela. Com -w capture.pcap os próprios pacotes vão para um arquivo.",
  "hex-text":
    "é um dump hexadecimal em texto. Salve os próprios pacotes (tcpdump -w, ou Arquivo, Salvar como).",
  text: "é um arquivo de texto. Salve os próprios pacotes (tcpdump -w capture.pcap, ou Arquivo, Salvar como, pcapng).",
  snoop: "é uma captura no formato do Solaris (snoop). Salve-a no Wireshark como pcapng.",
  netmon: "é uma captura do Microsoft Network Monitor. Salve-a no Wireshark como pcapng.",
  unknown: "não começa nem como pcap nem como pcapng.",
};

/** Where a file stops making sense, as the predicate of a sentence. */
export function damaged(damage: CaptureDamage): string {
  const where = `no byte ${quote.number(damage.at)}`;
  switch (damage.kind) {
    case "cut":
      return `acaba no meio: o que começa ${where} deveria ter ${quote.number(damage.wanted)} bytes, e só restam ${quote.number(damage.left)}.`;
    case "no-header":
      return `está danificado: ${where} não há um cabeçalho de captura.`;
    case "packet-length":
      return `está danificado: ${where} um pacote diz ter ${quote.number(damage.value)} bytes, o que não pode ser.`;
    case "block-length":
      return `está danificado: ${where} um bloco tem um tamanho impossível (${quote.number(damage.value)} bytes).`;
    case "interface":
      return `está danificado: ${where} há um pacote da interface ${quote.number(damage.value)}, que nada no arquivo descreve.`;
    case "interfaces":
      return `está danificado ou foi inventado: ${where} já são mais de ${quote.number(damage.value)} interfaces.`;
    case "version":
      return `é de uma versão (${quote.number(damage.value)}, ${where}) que não existe.`;
  }
}

export function at({ file, line, column }: AnswerPlace): string {
  return `${neutralise(file)}:${line}:${column}`;
}

/** What the statement calls an answer. */
export function name(key: AnswerKey): string {
  return names[key];
}

const names: { readonly [Key in AnswerKey]: (typeof answerNames)[Key]["pt-BR"] } = {
  nonce: "palavra",
  client_port: "porta_cliente",
  server_port: "porta_servidor",
  closed_first: "fechou_primeiro",
  data_segments: "segmentos_de_dados",
  bytes_to_server: "bytes_para_servidor",
  bytes_to_client: "bytes_para_cliente",
};

/** What an answer must look like. */
export const shapes: Readonly<Record<AnswerKey, string>> = {
  nonce: "a palavra que o cliente enviou",
  client_port: "uma porta (1 a 65535)",
  server_port: "uma porta (1 a 65535)",
  closed_first: '"cliente" ou "servidor"',
  data_segments: "um número inteiro",
  bytes_to_server: "um número inteiro de bytes",
  bytes_to_client: "um número inteiro de bytes",
};

/** What the YAML parser stumbles over most often. */
export const yamlErrors: Readonly<Record<string, string>> = {
  MISSING_CHAR: "uma aspa ou um colchete se abre aqui e nunca se fecha",
  TAB_AS_INDENT: "há uma tabulação onde o YAML quer espaços",
  BLOCK_AS_IMPLICIT_KEY:
    "há um segundo dois-pontos nesta linha; um valor com dois-pontos precisa ficar entre aspas",
  TOO_LARGE: "ele tem mais de 64 KiB, e as respostas são sete linhas",
  BAD_INDENT: "esta linha não está alinhada como as outras",
  MULTILINE_IMPLICIT_KEY: "falta nesta linha o dois-pontos seguido de espaço",
};

/** What one side has sent. */
export function sent(base64: string): string {
  return base64 === "" ? "não enviou dado nenhum" : `enviou ${quote.bytes(base64)}`;
}

/** What the capture shows, both ways of counting where they differ. */
export function either(key: AnswerKey, right: readonly string[]): string {
  return right
    .map((one) =>
      key === "closed_first" ? `que foi o ${roleNames[one as keyof typeof roleNames]}` : one,
    )
    .join(" (ou, contando o que foi enviado de novo, ")
    .concat(right.length > 1 ? ")" : "");
}

/** What was counted or mixed up instead. */
export function mistakes(mistake: AnswerMistake, key: AnswerKey): string {
  switch (mistake) {
    case "swapped":
      return key.endsWith("_port")
        ? "As duas portas estão trocadas: cliente é quem envia o primeiro SYN, e é a porta dele que muda a cada conexão."
        : "Isso é o que o outro lado enviou: os dois sentidos estão trocados.";
    case "frames":
      return "Esse é o número de todos os pacotes da conversa; só contam os que levam dados (filtro de exibição tcp.len > 0).";
    case "frame-bytes":
      return "Isso inclui todos os cabeçalhos, como conta a janela Conversas do Wireshark. Só os dados contam: some o Len dos pacotes.";
    case "one-direction":
      return "Isso é só um dos sentidos; contam os dois.";
    case "all-connections":
      return "Isso são todas as conexões juntas; as respostas são sobre uma delas. Acrescente a porta do cliente ao filtro de exibição: tcp.len > 0 and tcp.port == …";
    case "other-connection":
      return "Essa é a porta de outra conexão do mesmo arquivo.";
  }
}

export function packetList(packets: readonly number[]): string {
  const shown = packets.slice(0, 8).join(", ");
  const more = packets.length > 8 ? ", …" : "";
  return packets.length === 1 ? `pacote ${shown}` : `pacotes ${shown}${more}`;
}
