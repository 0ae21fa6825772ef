import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { named } from "./actor.ts";
import { buildingNotes } from "./building.ts";
import { captureNotes } from "./capture.ts";
import { endpoint } from "../endpoint.ts";
import { limitInPassing } from "./limits.ts";
import { quote } from "./speech.ts";

/** What is worth telling and costs nothing. */
export const notes: Catalogue["notes"] = {
  "ends-with-newline": ({ actor }, names) =>
    `O ${named(actor, names)} termina cada mensagem com "\\n" no fio. É uma boa marca de fim de mensagem, desde que o outro lado também a espere.`,
  "needs-terminal": ({ actor }, names) =>
    `O ${named(actor, names)} só mostra o que imprime quando está num terminal; fora dele, o texto fica no buffer. Eu lhe dei um terminal. Com flush (print(…, flush=True)) funcionaria em qualquer lugar.`,
  "exit-code": ({ actor, code }, names) =>
    `O ${named(actor, names)} fez tudo certo, mas saiu com código ${code}; por convenção, 0 quer dizer que deu certo (em C, int main e return 0).`,
  "reply-to-exit-word": ({ actor, word }, names) =>
    `O ${named(actor, names)} pede uma resposta até para ${quote.text(word)}, quando do outro lado já não há quem a leia.`,
  "foreign-address": ({ role, address }, names) =>
    `O endereço ${neutralise(address)} está escrito no código do ${named(role, names)}. Aqui funcionou porque todos os endereços são desta máquina; em outro lugar só funcionaria na rede em que você o escreveu.`,
  "other-port": ({ role, expected, actual }, names) =>
    `O ${named(role, names)} usa a porta ${actual}; o roteiro usa a ${expected}. Funciona do mesmo jeito, desde que os dois lados combinem.`,
  "privileged-port": ({ role, port }, names) =>
    `O ${named(role, names)} usa a porta ${port}. Aqui funcionou, porque todas as portas são livres; na maioria das máquinas, abaixo de 1024 só o administrador pode escutar.`,
  "message-as-argument": ({ actor }, names) =>
    `O ${named(actor, names)} recebe a mensagem pela linha de comando. O do roteiro lê uma linha do teclado; nos dois casos é o operador quem diz o que é enviado.`,
  "limit-hit": limitInPassing,
  ...buildingNotes,
  ...captureNotes,
  "no-wire": () =>
    "Nesta máquina não dá para ver os bytes no fio: conferi só as telas e os teclados.",
  "past-the-relay": ({ protocol, to, bytes }) =>
    `O cliente enviou ${quote.number(bytes)} B para ${endpoint(to)} por ${protocol.toUpperCase()}, fora da conversa com o servidor. Se é assim que os dois deveriam se falar, o servidor em outra máquina nunca ouviria.`,
};
