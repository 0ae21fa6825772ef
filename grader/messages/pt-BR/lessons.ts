import type { CauseOf } from "../../model/cause.ts";
import { quote, rightNow } from "./speech.ts";

/** The one thing this course is about: a stream of bytes has no messages in it. */
export function oneRecv(cause: CauseOf<"one-recv-is-not-one-message">, actor: string): string {
  const shown = `o ${actor} mostrou ${quote.text(cause.actual)} em vez de ${quote.list(cause.expected)}`;
  if (cause.delivered === "merged") {
    return `Um recv() não é uma mensagem. Desta vez a rede entregou tudo junto, e ${shown}. O TCP é um fluxo de bytes: ele não guarda onde um send() acabou e o outro começou, e recv() devolve o que já chegou, seja meia mensagem, sejam três. Marque o fim de cada mensagem (um "\\n", ou o tamanho na frente) e separe-as ao receber; no roteiro, "Múltiplos Pacotes".`;
  }
  const pieces =
    cause.pieceBytes === undefined
      ? "em pedaços"
      : `em pedaços de ${quote.number(cause.pieceBytes)} ${cause.pieceBytes === 1 ? "byte" : "bytes"}`;
  return `Um recv() não é uma mensagem. Desta vez a rede entregou os bytes ${pieces}, e ${shown}. O TCP é um fluxo de bytes: recv(1024) quer dizer "até 1024, o que já tiver chegado", mesmo que seja metade de uma palavra ou de um acento. Junte o que chega num laço até ter a mensagem inteira (até o "\\n", ou até o tamanho combinado), e só então decodifique e mostre; no roteiro, "Múltiplos Pacotes".`;
}

/** A text is not on a screen, and how far it got says whose mistake that is. */
export function notShown(cause: CauseOf<"not-shown">, actor: string): string {
  return `${whereItIs(cause, actor)}${onScreen(cause.screen)}`;
}

function whereItIs(cause: CauseOf<"not-shown">, actor: string): string {
  const expected = quote.text(cause.expected);
  switch (cause.arrived) {
    case "never-sent":
      return `Esperava ler ${expected} na tela do ${actor}, mas isso nunca chegou até ele: o outro lado não enviou. O erro está em quem envia, não em quem mostra.`;
    case "not-read":
      return `O texto ${expected} chegou ao ${actor} e está parado na fila do socket: o programa não chamou recv() para buscá-lo.${rightNow(cause)}`;
    case "read":
      return `O ${actor} recebeu ${expected}: recv() já levou os bytes. Só que isso não apareceu na tela. Ou falta o print(), ou o texto ficou no buffer de saída: experimente print(…, flush=True).`;
    case "unknown":
      return `Esperava ler ${expected} na tela do ${actor}, e não apareceu. Daqui não dá para ver se os bytes chegaram: confira primeiro se o outro lado envia, depois se este recebe e imprime.`;
  }
}

function onScreen(screen: string): string {
  const shown = screen.trim();
  return shown === "" ? " A tela dele está vazia." : ` Na tela dele está: ${quote.text(shown)}.`;
}
