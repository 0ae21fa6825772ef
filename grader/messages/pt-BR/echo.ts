import type { Catalogue } from "../catalogue.ts";
import { named } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** What goes wrong where a server sends back what a client says. */
export const echo: Pick<Catalogue["causes"], "nothing-said" | "own-message" | "incomplete"> = {
  "nothing-said": (cause, names) =>
    `O ${named(cause.actor, names)} se conectou e não enviou nada.${rightNow(cause)} No eco quem fala primeiro é o cliente: o sendall() vem antes do recv(). E o texto precisa virar bytes no caminho: s.sendall(mensagem.encode()).`,

  "own-message": (cause, names) =>
    `O ${named(cause.actor, names)} mostrou ${quote.text(cause.actual)}, que é o que ele mesmo tinha enviado. Desta vez devolvi ${quote.text(cause.expected)}, justamente para ver a diferença. Imprima o que o recv() devolveu, e não a variável com a sua própria mensagem.`,

  incomplete: (cause, names) =>
    `Só ${quote.number(cause.received)} de ${quote.number(cause.sent)} bytes voltaram do ${named(cause.actor, names)}${cause.isClosed ? ", e então ele fechou a conexão" : ", e depois mais nada"}.${rightNow(cause)} Um recv(1024) traz no máximo 1024 bytes: repita recv() e sendall() até que o recv() devolva 0 bytes. E use sendall(): send() pode enviar só uma parte, e avisa isso no número que devolve.`,
};
