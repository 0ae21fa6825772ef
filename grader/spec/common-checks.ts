import type { Text } from "../model/language.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { ListeningServer } from "../scenario/server.ts";
import type { Cast } from "./cast.ts";
import { type Check, check } from "./exercise.ts";

/**
 * What an exercise says of a check that others have as well: what it is worth there and, where the
 * handout asks for something of its own, the title and the hint in its words.
 */
export type Variation = Readonly<{
  points: number;
  needs?: readonly string[];
  title?: Text;
  hint?: Text;
}>;

/** `listens`: the server listens on some TCP port. */
export function listens(about: Variation): Check {
  return check(
    {
      id: "listens",
      title: {
        "pt-BR": "O servidor escuta numa porta TCP",
        en: "The server listens on a TCP port",
      },
      hint: {
        "pt-BR": "Crie o socket, chame bind((host, porta)) e depois listen(). Só então accept().",
        en: "Create the socket, call bind((host, port)), then listen(). Only then accept().",
      },
      ...about,
    },
    async (cast) => {
      await cast.server();
    },
  );
}

/** `logs-client`: once somebody has connected, an address or the port stands on the server's screen. */
export function logsClient(about: Variation): Check {
  return check(
    {
      id: "logs-client",
      title: {
        "pt-BR": "O servidor mostra quem se conectou",
        en: "The server shows who connected",
      },
      hint: {
        "pt-BR":
          "accept() devolve dois valores: a conexão e o endereço de quem se conectou. Imprima o segundo.",
        en: "accept() returns two values: the connection and the address of whoever connected. Print the second.",
      },
      ...about,
    },
    async (cast) => {
      const server = await cast.server();
      await server.actor.accepts();
      const since = server.actor.screen.text.length;
      const peer = await cast.peer(server);
      const names = ["127.0.0.1", String(peer.port), "::1", "localhost"];
      await cast.showsAny(server.actor, names, since);
    },
  );
}

/**
 * `client-ends`: the client has ended by itself, with code 0, once it has what it came for.
 * @param serve starts the client and gives it that.
 */
export function clientEnds(about: Variation, serve: (cast: Cast) => Promise<ProgramActor>): Check {
  return check(
    {
      id: "client-ends",
      title: {
        "pt-BR": "O cliente fecha a conexão e termina",
        en: "The client closes its connection and ends",
      },
      hint: {
        "pt-BR":
          "Depois de imprimir, feche o socket e deixe o programa chegar ao fim, sem esperar tecla nenhuma.",
        en: "After printing, close the socket and let the program reach its end, without waiting for a key.",
      },
      ...about,
    },
    async (cast) => {
      const client = await serve(cast);
      await client.exitsWell();
    },
  );
}

/** `together`: the student's two programs do with each other what each does with the grader. */
export function together(about: Variation, story: Check["run"]): Check {
  return check(
    {
      id: "together",
      title: {
        "pt-BR": "O seu cliente e o seu servidor se entendem",
        en: "Your client and your server get along",
      },
      hint: {
        "pt-BR": "Os dois programas precisam do mesmo endereço e da mesma porta.",
        en: "Both programs need the same address and the same port.",
      },
      ...about,
    },
    story,
  );
}

/**
 * `restart`: the server can be stopped and started at once on its port, though a connection of its
 * lingers there in TIME_WAIT.
 * @param converse has a client served, from the connection to its end.
 */
export function restarts(
  about: Variation,
  converse: (cast: Cast, server: ListeningServer) => Promise<void>,
): Check {
  return check(
    {
      id: "restart",
      title: {
        "pt-BR": "O servidor pode ser reiniciado imediatamente na mesma porta",
        en: "The server can be restarted at once on the same port",
      },
      hint: {
        "pt-BR":
          "Quem fecha primeiro fica em TIME_WAIT. Antes do bind(): s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
        en: "Whoever closes first stays in TIME_WAIT. Before bind(): s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
      },
      ...about,
    },
    async (cast) => {
      cast.lingerInTimeWait();
      const server = await cast.server();
      await converse(cast, server);
      await cast.restart(server);
    },
  );
}
