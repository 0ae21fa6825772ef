import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { named } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

type CounterCause =
  | "origin-not-shown"
  | "hears-one-sender"
  | "stopped-sending"
  | "not-counting"
  | "wrong-rhythm";

/** Why a check about the numbered datagrams of a group failed. */
export const counter: Pick<Catalogue["causes"], CounterCause> = {
  "origin-not-shown": (cause, names) =>
    `O ${named(cause.actor, names)} mostra o que chegou, mas não quem enviou: o datagrama veio de ${neutralise(cause.address)}, e esse endereço não aparece em lugar nenhum da tela.${cause.screen.trim() === "" ? "" : ` O fim da tela:${quote.block(lastLines(cause.screen))}\n`} recv() devolve só os bytes; recvfrom() devolve também o endereço de quem enviou (em Java, o getAddress() do DatagramPacket; em Node, o segundo argumento de 'message'). O endereço do grupo não serve: é o mesmo para todos. No roteiro, o println() do MReceiver.`,

  "hears-one-sender": (cause, names) =>
    `Vários emissores enviavam ao mesmo tempo, e o ${named(cause.actor, names)} só mostra um deles: falta ${quote.text(cause.missing)}, que outro enviou.${cause.screen.trim() === "" ? "" : ` O fim da tela:${quote.block(lastLines(cause.screen))}\n`} Quem está num grupo recebe o que qualquer um envia a ele, e o receptor do roteiro mostra tudo. Procure uma condição que compara endereços, um connect() com o primeiro que apareceu, ou um laço ou uma thread que só serve a um emissor.`,

  "stopped-sending": (cause, names) =>
    `O ${named(cause.actor, names)} enviou ${cause.datagrams === 1 ? "um datagrama" : `${quote.number(cause.datagrams)} datagramas`} e parou.${rightNow(cause)} O emissor deste exercício continua até alguém apertar Ctrl+C, sem que ninguém digite nada: ponha o envio e a espera dentro de while True. No roteiro, o while (true) do MSender.`,

  "not-counting": (cause, names) =>
    `Os números nos datagramas do ${named(cause.actor, names)} deveriam ser 1, 2, 3, …, sempre um a mais. Os primeiros dizem ${quote.list(cause.texts)}. ${mistakes[cause.mistake]} No roteiro, o counter++ do MSender.`,

  "wrong-rhythm": (cause, names) =>
    `O ${named(cause.actor, names)} envia um datagrama a cada ${milliseconds(cause.gapMs)}, mais ou menos; o do roteiro envia um a cada 500 ms, e qualquer coisa entre ${cause.least} e ${cause.most} ms é aceita. Pelo relógio da captura, os últimos intervalos foram ${cause.gaps.map(milliseconds).join(", ")}; vale a mediana. ${cause.gapMs > cause.most ? "Ele espera demais" : "Ele espera de menos"}: confira a unidade. Meio segundo é time.sleep(0.5) em Python, Thread.sleep(500) em Java, setInterval(…, 500) em Node e usleep(500000) em C, uma vez a cada volta do laço.`,
};

const mistakes: Readonly<Record<CauseOf<"not-counting">["mistake"], string>> = {
  "no-number":
    'Não há nenhum número neles. Ponha o contador no texto, como em f"Multicast numero {contador}".',
  "begins-elsewhere":
    "Eles sobem de um em um, mas não começam em 1: aumente o contador antes de enviar, ou comece com 1.",
  stays:
    "O número é sempre o mesmo: dê o valor inicial ao contador uma vez só, antes do laço, e aumente-o a cada volta.",
  skips:
    "Faltam números, ou estão fora de ordem: aumente o contador de um em um, uma vez a cada volta.",
};

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function lastLines(screen: string): string {
  return screen.trimEnd().split("\n").slice(-3).join("\n");
}
