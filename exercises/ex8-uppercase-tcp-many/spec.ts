import type { Cast } from "../../grader/spec/cast.ts";
import { clientEnds, listens, together } from "../../grader/spec/common-checks.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";
import type { Peer } from "../../grader/spec/peer.ts";
import { inCapitals } from "../../grader/spec/upper-case.ts";

/** Whether a line end follows the answer is the student's business: some strip it and some add one. */
const lenient = { lineEndIsFine: true } as const;

export default defineExercise({
  id: "ex8",
  slug: "uppercase-tcp-many",
  port: 65432,
  title: {
    "pt-BR": "Maiúsculas por TCP para muitos clientes",
    en: "Upper case over TCP for many clients",
  },
  roles: { server: tcpServer(), client: tcpClient() },
  // A server with a thread for each client may leave a hundred of them behind before that is a verdict.
  limits: { processes: 256 },
  demonstration: async (cast) => {
    const pair = await cast.pair();
    const silent = pair.client;
    await pair.connect();
    await silent.comesToKeyboard();
    await pair.nextClient();
    for (const [client, text] of [
      [pair.client, "second come"],
      [silent, "first served?"],
    ] as const) {
      await client.types(text);
      await client.prints(text.toUpperCase());
      await client.exitsWell();
    }
  },
  checks: [
    listens({ points: 5 }),
    check(
      {
        id: "upper-cases",
        points: 15,
        needs: ["listens"],
        title: {
          "pt-BR": "O texto enviado volta em maiúsculas",
          en: "The text that is sent comes back in upper case",
        },
        hint: {
          "pt-BR":
            "data = recv(1024) e depois sendall(data.upper()), na conexão daquele cliente. Não espere um '\\n': o cliente não manda nenhum.",
          en: "data = recv(1024), then sendall(data.upper()), on that client's connection. Do not wait for a '\\n': the client sends none.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        const word = cast.words.next();
        await peer.exchanges(word, { ...lenient, answers: inCapitals(word) });
      },
    ),
    check(
      {
        id: "accents",
        points: 5,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "Acentos não atrapalham",
          en: "Accents do no harm",
        },
        hint: {
          "pt-BR":
            "Tanto faz “AÇÃO” (str.upper) ou “AçãO” (bytes.upper), mas nenhum byte pode se perder: use UTF-8 nos dois sentidos.",
          en: "“AÇÃO” (str.upper) or “AçãO” (bytes.upper), both are fine, but no byte may get lost: use UTF-8 both ways.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        const text = `ação e ${cast.words.next()}`;
        await peer.exchanges(text, { ...lenient, answers: inCapitals(text) });
      },
    ),
    check(
      {
        id: "logs",
        points: 5,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "A tela do servidor mostra quem escreveu e o quê",
          en: "The server's screen shows who wrote, and what",
        },
        hint: {
          "pt-BR":
            "Imprima o endereço do cliente (client_address[0], ou o que o accept() devolveu) e os dados recebidos.",
          en: "Print the client's address (client_address[0], or what accept() returned) and the data received.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        await server.actor.accepts();
        const since = server.actor.screen.text.length;
        const word = cast.words.next();
        const peer = await cast.peer(server);
        await peer.exchanges(word, { ...lenient, answers: inCapitals(word) });
        peer.end();
        await cast.showsAny(server.actor, [word, word.toUpperCase()], since);
        const addresses = ["127.0.0.1", String(peer.port), "::1", "localhost"];
        await cast.showsAny(server.actor, addresses, since);
      },
    ),
    check(
      {
        id: "second-client",
        points: 15,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "Um segundo cliente é atendido enquanto o primeiro está conectado e calado",
          en: "A second client is served while the first one is connected and silent",
        },
        hint: {
          "pt-BR":
            "Uma thread para cada conexão: o laço principal só chama accept() e entrega a conexão à thread (start(), sem join()). Com socketserver: ThreadingTCPServer.",
          en: "One thread for each connection: the main loop only calls accept() and hands the connection to the thread (start(), no join()). With socketserver: ThreadingTCPServer.",
        },
      },
      async (cast) => {
        const crowd = await cast.crowd(await cast.server(), 2);
        const word = cast.words.next();
        await crowd.asks(2, word, inCapitals(word));
      },
    ),
    check(
      {
        id: "five-clients",
        points: 15,
        needs: ["second-client"],
        title: {
          "pt-BR": "Cinco clientes ao mesmo tempo são atendidos, do último ao primeiro",
          en: "Five clients at the same time are served, from the last to the first",
        },
        hint: {
          "pt-BR":
            "Nenhum limite de clientes, nenhuma ordem de chegada: cada conexão é lida e respondida por si só.",
          en: "No limit on clients, no order of arrival: each connection is read and answered by itself.",
        },
      },
      async (cast) => {
        const crowd = await cast.crowd(await cast.server(), 5);
        for (const nth of [5, 4, 3, 2, 1]) {
          const word = cast.words.next();
          await crowd.asks(nth, word, inCapitals(word));
        }
      },
    ),
    check(
      {
        id: "own-answers",
        points: 5,
        needs: ["five-clients"],
        title: {
          "pt-BR": "Quando cinco falam no mesmo instante, cada um recebe a sua resposta",
          en: "When five speak at the same moment, each gets its own answer",
        },
        hint: {
          "pt-BR":
            "Conexão e dados ficam em variáveis locais da função da thread; uma variável global é a mesma para todos.",
          en: "Connection and data are local variables of the thread's function; a global variable is the same one for everybody.",
        },
      },
      async (cast) => {
        const crowd = await cast.crowd(await cast.server(), 5);
        const words = Array.from({ length: 5 }, () => cast.words.next());
        await crowd.askAllAtOnce(words, inCapitals);
      },
    ),
    check(
      {
        id: "hundred-clients",
        points: 10,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "Cem clientes, um depois do outro, são atendidos",
          en: "A hundred clients, one after the other, are served",
        },
        hint: {
          "pt-BR":
            "Só bind() e listen() ficam fora do laço. Feche a conexão de cada cliente, e nunca o socket que escuta.",
          en: "Only bind() and listen() stay outside the loop. Close each client's connection, and never the listening socket.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        await oneAfterTheOther(cast, () => cast.peer(server), 100);
      },
    ),
    check(
      {
        id: "leaves-nothing",
        points: 5,
        needs: ["hundred-clients"],
        title: {
          "pt-BR": "Depois que todos saem, não sobra thread nem socket no servidor",
          en: "After everybody has left, no thread and no socket stays behind in the server",
        },
        hint: {
          "pt-BR":
            "Quando recv() devolve b'', feche a conexão e deixe a função da thread terminar. Com fork(), o pai fecha a sua cópia e recolhe o filho.",
          en: "When recv() returns b'', close the connection and let the thread's function end. With fork(), the parent closes its copy and collects the child.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        await server.actor.accepts();
        await cast.leavesNothing(server, async (clients) => {
          await oneAfterTheOther(cast, () => cast.peer(server), clients);
        });
      },
    ),
    check(
      {
        id: "vanished-client",
        points: 5,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "Um cliente que some não derruba o servidor",
          en: "A client that vanishes does not take the server down",
        },
        hint: {
          "pt-BR":
            "recv() pode levantar ConnectionResetError: trate-o como o fim daquele cliente, e só dele.",
          en: "recv() may raise ConnectionResetError: treat it as the end of that client, and of that one only.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        const impatient = await cast.peer(server);
        await impatient.isServed();
        impatient.reset();
        await oneAfterTheOther(cast, () => cast.peer(server), 2);
      },
    ),
    check(
      {
        id: "client-shows",
        points: 5,
        title: {
          "pt-BR": "O cliente envia uma mensagem e mostra a resposta em maiúsculas",
          en: "The client sends a message and shows the answer in upper case",
        },
        hint: {
          "pt-BR":
            "sendall(), recv() e print() do que chegou, com decode(): quem põe em maiúsculas é o servidor.",
          en: "sendall(), recv() and print() of what arrived, with decode(): it is the server that makes the capitals.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const said = await client.says(() => cast.words.next());
        client.hears(capitals(said.bytes));
        client.isLeft();
        await client.showsAfter(said, capitals(Buffer.from(said.text)).toString(), {
          exactly: true,
        });
      },
    ),
    clientEnds({ points: 5, needs: ["client-shows"] }, async (cast) => {
      const client = await cast.clientAlone();
      const said = await client.says(() => cast.words.next());
      client.hears(capitals(said.bytes));
      await client.leaves(capitals);
      return client.actor;
    }),
    together({ points: 5, needs: ["upper-cases", "client-shows"] }, async (cast) => {
      const pair = await cast.pair();
      pair.mustBeRelayed();
      const said = await cast.hears(pair.client, () => pair.sentBy(pair.client));
      await cast.showsAny(pair.client, inCapitals(said.text).map(String), 0);
    }),
    check(
      {
        id: "shows-ports",
        points: 0,
        needs: ["upper-cases"],
        title: {
          "pt-BR": "A tela do servidor mostra a porta de cada cliente",
          en: "The server's screen shows each client's port",
        },
        hint: {
          "pt-BR":
            "Cinco conexões da mesma máquina têm o mesmo endereço e cinco portas: imprima também client_address[1].",
          en: "Five connections from one machine have one address and five ports: print client_address[1] as well.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        const ports = await oneAfterTheOther(cast, () => cast.peer(server), 5);
        await cast.showsPorts(server.actor, ports);
      },
    ),
  ],
});

/** So many clients, each with a word of its own and gone before the next comes. @returns the ports they came from. */
async function oneAfterTheOther(
  cast: Cast,
  connect: () => Promise<Peer>,
  clients: number,
): Promise<readonly number[]> {
  const ports: number[] = [];
  const word = cast.words.next();
  for (let nth = 1; nth <= clients; nth += 1) {
    const peer = await connect();
    const text = `${word} ${nth}`;
    await peer.exchanges(text, { ...lenient, quickly: true, answers: inCapitals(text) });
    peer.end();
    ports.push(peer.port);
  }
  return ports;
}

/** The bytes that a server sends back: letters in upper case, everything else as it came. */
function capitals(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte)));
}
