import type { ActorName } from "../../model/role.ts";
import type { Connection, Endpoint, Waiting } from "../../model/waiting.ts";
import type { WaitingWords } from "../catalogue.ts";
import { ending, short } from "./actor.ts";

/** After "o servidor": what it is doing. */
export const waiting: WaitingWords = {
  keyboard: () => "está esperando alguém digitar",
  accept: ({ listening }) => `está parado em accept(), esperando um cliente${onPort(listening)}`,
  recv: ({ connection, from, datagram }) =>
    datagram === true
      ? `está parado em recvfrom(), esperando um datagrama${toPort(connection)}`
      : `está parado em recv(), esperando bytes ${ofPeer(from, connection)}`,
  send: ({ to }) =>
    `está parado em send(): ${to === undefined ? "o outro lado" : `o ${short(to)}`} não lê os bytes`,
  connect: () => "está parado em connect(), esperando ser atendido",
  poll: (wait) => `está esperando ${either(wait)}, em select() ou poll()`,
  sleep: () => "está dormindo, em sleep()",
  lock: () => "tem uma thread esperando outra (trava ou join)",
  child: () => "está esperando outro processo terminar",
  screen: () => "está parado escrevendo na tela",
  stopped: () => "está suspenso",
  running: () => "está executando, sem esperar por nada",
  exited: (end) => `terminou${ending(end)}`,
  unknown: () => "está fazendo algo que esta máquina não mostra",
};

/** The same for a narrow column. */
export const doing: WaitingWords = {
  keyboard: () => "esperando alguém digitar",
  accept: ({ listening }) => `em accept(), esperando cliente${onPort(listening)}`,
  recv: ({ connection, from, datagram }) =>
    datagram === true
      ? `em recvfrom()${toPort(connection)}`
      : `em recv(), ${withPeer(from, connection)}`,
  send: ({ connection, to }) => `em send(), ${withPeer(to, connection)}`,
  connect: () => "em connect()",
  poll: (wait) => `esperando ${either(wait)}`,
  sleep: () => "em sleep()",
  lock: () => "esperando outra thread",
  child: () => "esperando outro processo",
  screen: () => "escrevendo na tela",
  stopped: () => "suspenso",
  running: () => "executando",
  exited: (end) => `terminou${ending(end)}`,
  unknown: () => "não dá para ver o que faz",
};

function onPort(listening: Endpoint | undefined): string {
  return listening === undefined ? "" : ` na porta ${listening.port}`;
}

function toPort(connection: Connection | undefined): string {
  return connection === undefined ? "" : ` na sua porta ${connection.local.port}`;
}

function ofPeer(actor: ActorName | undefined, connection: Connection | undefined): string {
  if (connection !== undefined) return `da ${withPeer(actor, connection)}`;
  return actor === undefined ? "da rede" : `do ${short(actor)}`;
}

// A datagram socket has no connection, and must not be said to have one.
function withPeer(actor: ActorName | undefined, connection: Connection | undefined): string {
  if (connection === undefined) return actor === undefined ? "da rede" : `com o ${short(actor)}`;
  return `conexão com ${actor === undefined ? `${connection.remote.address}:${connection.remote.port}` : `o ${short(actor)}`}`;
}

function either(wait: Extract<Waiting, { on: "poll" }>): string {
  const parts = [
    wait.keyboard ? "o teclado" : "",
    wait.accepting ? "um cliente novo" : "",
    wait.receiving ? "bytes da rede" : "",
  ];
  return (
    new Intl.ListFormat("pt-BR", { type: "disjunction" }).format(
      parts.filter((part) => part !== ""),
    ) || "alguma coisa"
  );
}
