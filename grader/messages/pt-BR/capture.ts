import { neutralise } from "../../lib/neutralise.ts";
import type { CaptureCause, CaptureNote } from "../../model/capture-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { roleNames } from "./actor.ts";
import {
  at,
  damaged,
  either,
  foreign,
  mistakes,
  name,
  packetList,
  sent,
  shapes,
  wanted,
  yamlErrors,
} from "./capture-words.ts";
import { quote } from "./speech.ts";

/** Why a check of a capture failed. Packets have the numbers that Wireshark shows. */
export const captureCauses: Pick<Catalogue["causes"], CaptureCause["kind"]> = {
  "missing-file": ({ role, found }) =>
    `${wanted[role].missing}${found.length === 0 ? "" : ` Arquivos que vi: ${quote.list(found)}.`} ${wanted[role].advice}`,

  "not-a-capture": ({ file, what, start }) =>
    `${neutralise(file)} não é um arquivo de captura: ${foreign[what]}${what === "unknown" ? ` Começa com ${quote.bytes(start)}.` : ""}`,

  "empty-capture": ({ file }) =>
    `${neutralise(file)} é um arquivo de captura, mas não há pacote nenhum nele. Ou nada foi enviado enquanto você capturava, ou a interface era outra: com os dois programas na mesma máquina é a de loopback (lo; no Windows, "Adapter for loopback traffic capture"). No fim, o tcpdump mostra quantos pacotes capturou.`,

  "damaged-capture": ({ file, packets, damage }) =>
    `${neutralise(file)} ${damaged(damage)} Antes disso ${packets === 0 ? "não deu para ler pacote nenhum" : packets === 1 ? "deu para ler um pacote" : `deu para ler ${quote.number(packets)} pacotes`}. Primeiro pare a captura (Ctrl+C no tcpdump, o quadrado vermelho no Wireshark), só depois copie o arquivo; como anexo ou no git ele precisa continuar binário.`,

  "capture-too-large": ({ file, what, most }) =>
    what === "bytes"
      ? `${neutralise(file)} tem mais de ${quote.number(most >> 20)} MiB. A sua conversa tem uns dez pacotes: filtre no Wireshark pela porta dela e salve só o que aparece (Arquivo, Exportar pacotes especificados, Exibidos).`
      : `${neutralise(file)} tem tantos pacotes TCP que parei de ler. Filtre no Wireshark pela porta do seu servidor e salve só o que aparece (Arquivo, Exportar pacotes especificados, Exibidos).`,

  "no-tcp": ({ file, packets, others, unknownLinks }) =>
    `${neutralise(file)} tem ${packets === 1 ? "um pacote" : `${quote.number(packets)} pacotes`}, e nenhum é TCP: vi ${others.map((one) => `${neutralise(one.name)} (${quote.number(one.packets)})`).join(", ")}.${unknownLinks.length === 0 ? " UDP não tem handshake nem FIN; capture o seu eco por TCP." : ` A camada de enlace dele (número ${unknownLinks.join(", ")}) eu não sei ler: capture em Ethernet, no loopback ou em "any".`}`,

  "answers-unreadable": ({ place, code, error }) =>
    code === undefined && error === undefined
      ? `${at(place)}: esperava linhas como ${quote.text("porta_cliente: 51234")}, e isto é outra coisa.`
      : `${at(place)}: isto não é YAML válido: ${yamlErrors[code ?? ""] ?? quote.text(error ?? "")}. Uma resposta é uma linha com a chave, dois-pontos, um espaço e o valor, como em ${quote.text("porta_cliente: 51234")}.`,

  "unknown-answer": ({ place, spelt, meant }) =>
    `${at(place)}: ninguém pergunta por ${quote.text(spelt)}.${meant === undefined ? " As chaves que contam estão no enunciado." : ` Você quis dizer ${quote.text(meant)}?`}`,

  "doubled-answer": ({ place, key }) =>
    `${at(place)}: ${quote.text(name(key))} foi respondida duas vezes. Deixe uma só.`,

  "bad-answer": ({ place, key, got }) =>
    `${at(place)}: em ${quote.text(name(key))} esperava ${shapes[key]}, e ${got === "" ? "não há nada" : `está ${quote.text(got)}`}.`,

  "missing-answer": ({ file, keys }) =>
    `${neutralise(file)} não responde ${quote.list(keys.map(name))}. São precisas todas as chaves do exemplo do enunciado, em português ou em inglês.`,

  "conversation-not-found": ({ nonce, clientPort, serverPort, seen, connections }) =>
    `${connections === 1 ? "A conexão que está na captura não é" : `Nenhuma das ${quote.number(connections)} conexões da captura é`} a que as suas respostas descrevem: ${[
      nonce === undefined ? "" : `${quote.text(nonce)} não está em dado nenhum`,
      clientPort === undefined || serverPort === undefined
        ? ""
        : `nenhuma conexão vai da porta ${clientPort} para a porta ${serverPort}`,
    ]
      .filter((part) => part !== "")
      .join(", e ")}. O que vi:${quote.block(
      seen
        .map(
          ({ client, server, packet }) =>
            `pacote ${packet}: ${endpoint(client)} → ${endpoint(server)}`,
        )
        .join("\n"),
    )}\nA captura é da mesma execução que as respostas? A cada vez que é iniciado, o cliente usa outra porta.`,

  "nonce-not-own": ({ nonce, why }) =>
    why === "handout"
      ? `A palavra ${quote.text(nonce)} é a do roteiro: está na captura de todo mundo e não prova nada sobre a sua. Faça o seu cliente enviar uma palavra sua, capture isso e escreva-a em palavra.`
      : `A palavra ${quote.text(nonce)} é curta demais para ser só sua. Escolha uma de pelo menos quatro letras ou dígitos, por exemplo o seu nome com um número, e capture de novo.`,

  "nonce-not-seen": ({ nonce, missing, toServer, toClient, cut }) =>
    `${missing === "both" ? `A sua palavra ${quote.text(nonce)} não passou em nenhum dos sentidos` : missing === "to-client" ? `A sua palavra ${quote.text(nonce)} foi para o servidor e não voltou` : `A sua palavra ${quote.text(nonce)} veio do servidor, mas o cliente nunca a enviou`}. O cliente ${sent(toServer)}, e o servidor ${sent(toClient)}.${cut === undefined ? " A palavra das respostas tem de ser a que o cliente enviou mesmo, letra por letra." : ` O pacote ${cut} foi cortado pela captura: tire o -s do tcpdump (ou o limite por pacote do Wireshark), para que os dados fiquem.`}`,

  "no-handshake": ({ missing, packet }) =>
    missing === "syn"
      ? `Falta o começo: o primeiro pacote da sua conversa é o ${packet}, e ele não é um SYN. A captura começou depois que o cliente já tinha se conectado. Comece por ela, depois o servidor, depois o cliente.`
      : missing === "syn-ack"
        ? `O pacote ${packet} é o SYN do cliente, e não vem nenhum SYN, ACK do servidor. Sem ele não há conexão.`
        : `Depois do SYN, ACK do pacote ${packet} não vem o ACK do cliente (seq=1, ack=1), o terceiro pacote do handshake.`,

  "refused-connection": ({ packet, port }) =>
    `O pacote ${packet} é um RST em resposta ao SYN: não havia ninguém escutando na porta ${port}. Inicie o servidor antes do cliente.`,

  "wrong-acknowledgment": ({ packet, expected, actual }) =>
    `O pacote ${packet} deveria confirmar o SYN do outro lado, que ocupa um número de sequência: esperava ack=${expected} (relativo) e encontrei ack=${actual}. Nenhum TCP faz isso; o arquivo foi alterado à mão?`,

  "sequence-gap": ({ packet, from, expected, actual }) =>
    `Faltam bytes do ${roleNames[from]} na captura: o próximo deveria ter seq=${expected}, e o pacote ${packet} continua com seq=${actual}. Cada pacote começa onde o anterior acabou (seq + len). A captura perdeu pacotes, ou eles foram apagados dela.`,

  "acknowledged-unseen": ({ packet, from, acknowledged, seen }) =>
    `No pacote ${packet} o ${roleNames[from]} confirma tudo até ack=${acknowledged}, mas os pacotes do outro lado neste arquivo acabam em ${seen}. O que há no meio foi enviado e não está na captura: ela perdeu pacotes, ou eles foram apagados dela.`,

  "never-acknowledged": ({ packet, from, end }) =>
    `Os dados do pacote ${packet}, do ${roleNames[from]}, acabam em ${end}, e nenhum pacote do outro lado diz ack=${end} ou mais. Será que a captura parou cedo demais?`,

  "no-teardown": ({ missing, packet }) =>
    missing === "both"
      ? `Falta o fim: nenhum dos lados envia um FIN, e o pacote ${packet} é o último da conversa. Deixe os dois programas terminarem antes de parar a captura.`
      : missing === "ack"
        ? `O FIN do pacote ${packet} nunca é confirmado. Depois que os programas terminarem, espere um instante antes de parar a captura.`
        : `O ${roleNames[missing]} nunca envia um FIN; o pacote ${packet} é o último da conversa. Ou a captura parou cedo demais, ou o ${roleNames[missing]} não chamou close().`,

  "reset-connection": ({ packet, by }) =>
    `A conversa não termina com FIN e ACK: no pacote ${packet} o ${roleNames[by]} a interrompe com um RST. É o que o sistema envia quando um programa é morto, ou fecha o socket com dados que não leu. Faça o programa ler até o fim e chamar close(), e capture de novo.`,

  "wrong-answer": ({ place, key, given, right, mistake, packets }) =>
    `${at(place)}: nas suas respostas ${name(key)} é ${quote.text(given)}, e a captura mostra ${either(key, right)}${packets.length === 0 ? "" : ` (${packetList(packets)})`}.${mistake === undefined ? "" : ` ${mistakes(mistake, key)}`}`,

  "one-connection": ({ port, clientPort }) =>
    `A captura tem uma única conexão com a porta ${port}, vinda da porta ${clientPort}. Rode o cliente uma segunda vez enquanto captura: a porta do servidor fica, a do cliente é outra. No roteiro: "porque a cada conexão a porta muda".`,
};

/** What is worth telling about a capture. */
export const captureNotes: Pick<Catalogue["notes"], CaptureNote["kind"]> = {
  "other-traffic": ({ packets, connections }) =>
    `${packets === 1 ? "Um pacote da captura não tem" : `${quote.number(packets)} pacotes da captura não têm`} nada a ver com o seu servidor${connections === 0 ? "" : ` (${connections === 1 ? "uma outra conexão" : `${quote.number(connections)} outras conexões`})`}. O filtro de captura ${quote.text("tcp port 65432")} os deixa de fora.`,
  retransmissions: ({ packets }) =>
    `Houve dados enviados de novo (${packetList(packets)}): o Wireshark chama isso de retransmissão, ou fora de ordem. Aceito as contas com e sem eles.`,
  "closed-together": ({ packets }) =>
    `Os dois lados fecharam antes de saber do FIN do outro (${packetList(packets)}): qualquer das duas respostas está certa.`,
};
