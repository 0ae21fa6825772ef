import type { Cast } from "../../grader/spec/cast.ts";
import { check, defineExercise, udpClient, udpServer } from "../../grader/spec/exercise.ts";
import { inCapitals } from "../../grader/spec/upper-case.ts";

export default defineExercise({
  id: "ex7",
  slug: "uppercase-udp",
  port: 65431,
  title: { "pt-BR": "Maiúsculas por UDP", en: "Upper case over UDP" },
  roles: { server: udpServer(), client: udpClient() },
  checks: [
    check(
      {
        id: "binds",
        points: 10,
        title: {
          "pt-BR": "O servidor associa uma porta UDP e espera datagramas",
          en: "The server binds a UDP port and waits for datagrams",
        },
        hint: {
          "pt-BR":
            "socket.socket(AF_INET, SOCK_DGRAM) e bind(), ou socketserver.UDPServer; em UDP não há listen() nem accept().",
          en: "socket.socket(AF_INET, SOCK_DGRAM) and bind(), or socketserver.UDPServer; UDP has neither listen() nor accept().",
        },
      },
      async (cast) => {
        const server = await cast.udp.server();
        await cast.udp.waitsForDatagrams(server);
      },
    ),
    check(
      {
        id: "answers",
        points: 20,
        needs: ["binds"],
        title: {
          "pt-BR": "A resposta volta a quem enviou, em maiúsculas",
          en: "The answer goes back to whoever sent, in upper case",
        },
        hint: {
          "pt-BR":
            "socket.sendto(dados.upper(), endereço), com o endereço que recvfrom() devolveu (self.client_address no socketserver).",
          en: "socket.sendto(data.upper(), address), with the address that recvfrom() returned (self.client_address in socketserver).",
        },
      },
      async (cast) => {
        const server = await cast.udp.server();
        const peer = await cast.udp.peer(server);
        const words = `${cast.words.next()} ${cast.words.next()}`;
        peer.send(words);
        await peer.receives(words.toUpperCase());
      },
    ),
    check(
      {
        id: "shows-data",
        points: 5,
        needs: ["answers"],
        title: {
          "pt-BR": "O servidor mostra o que recebeu",
          en: "The server shows what it received",
        },
        hint: {
          "pt-BR": "print(dados). Como texto ou como b'…', os dois servem.",
          en: "print(data). As text or as b'…', both will do.",
        },
      },
      async (cast) => {
        const { server, peer, since } = await oneClient(cast);
        const word = cast.words.next();
        peer.send(word);
        await cast.showsAny(server.actor, [word, word.toUpperCase()], since);
      },
    ),
    check(
      {
        id: "shows-sender",
        points: 5,
        needs: ["answers"],
        title: {
          "pt-BR": "O servidor mostra quem enviou",
          en: "The server shows who sent it",
        },
        hint: {
          "pt-BR":
            'print(self.client_address[0], "escreveu:"), ou o endereço que recvfrom() devolveu.',
          en: 'print(self.client_address[0], "wrote:"), or the address that recvfrom() returned.',
        },
      },
      async (cast) => {
        const { server, peer, since } = await oneClient(cast);
        peer.send(cast.words.next());
        await cast.showsAny(server.actor, ["127.0.0.1", `${peer.port}`, "localhost"], since);
      },
    ),
    check(
      {
        id: "serves-on",
        points: 10,
        needs: ["answers"],
        title: {
          "pt-BR": "O servidor continua: cada mensagem tem uma resposta, e só uma",
          en: "The server goes on: each message has one answer, and only one",
        },
        hint: {
          "pt-BR": "serve_forever(), ou recvfrom() e sendto() dentro de while True.",
          en: "serve_forever(), or recvfrom() and sendto() inside while True.",
        },
      },
      async (cast) => {
        const server = await cast.udp.server();
        for (let client = 0; client < 3; client += 1) {
          const peer = await cast.udp.peer(server);
          for (const word of [cast.words.next(), cast.words.next()]) {
            peer.send(word);
            await peer.receives(word.toUpperCase());
          }
        }
      },
    ),
    check(
      {
        id: "many-clients",
        points: 10,
        needs: ["serves-on"],
        title: {
          "pt-BR": "Cinquenta clientes ao mesmo tempo, cada um com a sua resposta",
          en: "Fifty clients at the same time, each with its own answer",
        },
        hint: {
          "pt-BR":
            "Responda ao endereço que veio com cada datagrama; não o guarde numa variável que o próximo sobrescreve.",
          en: "Answer to the address that came with each datagram; do not keep it in a variable that the next one overwrites.",
        },
      },
      async (cast) => {
        const server = await cast.udp.server();
        const word = cast.words.next();
        const peers = [];
        for (let client = 0; client < 50; client += 1) peers.push(await cast.udp.peer(server));
        for (const [index, peer] of peers.entries()) peer.send(`${word}-${index}`);
        for (const [index, peer] of peers.entries())
          await peer.receives(`${word}-${index}`.toUpperCase());
      },
    ),
    check(
      {
        id: "other-characters",
        points: 3,
        needs: ["answers"],
        title: {
          "pt-BR": "O que não é letra de a a z não se perde",
          en: "What is no letter from a to z is not lost",
        },
        hint: {
          "pt-BR":
            "upper() em bytes muda só de a a z; em texto, também os acentos. Os dois servem, contanto que nada suma.",
          en: "upper() of bytes changes only a to z; of text, the accents too. Both will do, as long as nothing disappears.",
        },
      },
      async (cast) => {
        const { peer } = await oneClient(cast);
        const text = `ação, ${cast.words.next()}: 7% [x]!`;
        peer.send(text);
        await peer.receives(...inCapitals(text).map(String));
      },
    ),
    check(
      {
        id: "spaces",
        points: 2,
        needs: ["answers"],
        title: {
          "pt-BR": "Uma mensagem com espaços e fim de linha, como a do netcat, também é respondida",
          en: "A message with spaces and a line end, as netcat's, is answered as well",
        },
        hint: {
          "pt-BR": "Com strip() ou sem: as bordas podem ficar ou sair, o meio fica.",
          en: "With strip() or without: the edges may stay or go, the middle stays.",
        },
      },
      async (cast) => {
        const { peer } = await oneClient(cast);
        const text = ` ${cast.words.next()} ${cast.words.next()} \n`;
        peer.send(text);
        const upper = text.toUpperCase();
        const trimmed = upper.trim();
        await peer.receives(
          trimmed,
          upper,
          ` ${trimmed}`,
          `${trimmed} `,
          ` ${trimmed} `,
          `${trimmed} \n`,
        );
      },
    ),
    check(
      {
        id: "empty-datagram",
        points: 3,
        needs: ["answers"],
        title: {
          "pt-BR": "Um datagrama vazio não encerra o servidor",
          en: "An empty datagram does not end the server",
        },
        hint: {
          "pt-BR":
            "Em UDP, b'' é só um datagrama sem conteúdo; não quer dizer que alguém fechou a conexão.",
          en: "Over UDP, b'' is just a datagram without content; it does not mean that somebody closed a connection.",
        },
      },
      async (cast) => await goesOnAfter(cast, Buffer.alloc(0)),
    ),
    check(
      {
        id: "junk-bytes",
        points: 2,
        needs: ["answers"],
        title: {
          "pt-BR": "Bytes que não são texto não derrubam o servidor",
          en: "Bytes that are no text do not take the server down",
        },
        hint: {
          "pt-BR": "upper() funciona em bytes, sem decode(); se decodificar, use errors='replace'.",
          en: "upper() works on bytes, without decode(); if you decode, use errors='replace'.",
        },
      },
      async (cast) =>
        await goesOnAfter(cast, Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0xed, 0xa0])),
    ),
    check(
      {
        id: "client-prints",
        points: 15,
        title: {
          "pt-BR": "O cliente envia uma mensagem e mostra a resposta",
          en: "The client sends a message and shows the answer",
        },
        hint: {
          "pt-BR": "sendto(texto.encode(), (host, porta)), depois recvfrom() e print().",
          en: "sendto(text.encode(), (host, port)), then recvfrom() and print().",
        },
      },
      async (cast) => {
        const { client, answer } = await answeredClient(cast);
        await cast.showsAny(client.actor, [answer], 0);
      },
    ),
    check(
      {
        id: "client-ends",
        points: 5,
        needs: ["client-prints"],
        title: {
          "pt-BR": "Depois da resposta o cliente termina sem erro, ou pede outra mensagem",
          en: "After the answer the client ends without an error, or asks for another message",
        },
        hint: {
          "pt-BR": "Uma mensagem, uma resposta: sem outro recvfrom(), que esperaria para sempre.",
          en: "One message, one answer: no further recvfrom(), which would wait for ever.",
        },
      },
      async (cast) => {
        const { client, answer } = await answeredClient(cast);
        await cast.showsAny(client.actor, [answer], 0);
        await cast.endsOrAsks(client.actor);
      },
    ),
    check(
      {
        id: "together",
        points: 10,
        needs: ["answers", "client-prints"],
        title: {
          "pt-BR": "Os seus dois programas funcionam um com o outro",
          en: "Your two programs work with each other",
        },
        hint: {
          "pt-BR": "A porta do sendto() do cliente tem de ser a do bind() do servidor.",
          en: "The port in the client's sendto() must be the one in the server's bind().",
        },
      },
      async (cast) => {
        const { client, message } = await cast.udp.speakingPair(cast.words.next());
        await cast.showsAny(client.actor, inCapitals(message.toString().trim()).map(String), 0);
      },
    ),
  ],
  demonstration: async (cast) => {
    const pair = await cast.udp.pair();
    const word = "pipoca";
    await pair.client.types(word);
    await cast.showsAny(pair.server, [word], 0);
    await cast.showsAny(pair.client, [word.toUpperCase()], 0);
  },
});

/** A server, and a client that the grader plays. */
async function oneClient(cast: Cast) {
  const server = await cast.udp.server();
  const peer = await cast.udp.peer(server);
  return { server, peer, since: server.actor.screen.text.length };
}

/** One client sends these bytes, and another one is served after that. */
async function goesOnAfter(cast: Cast, bytes: Uint8Array): Promise<void> {
  const { server, peer } = await oneClient(cast);
  peer.send(bytes);
  const next = await cast.udp.peer(server);
  const word = cast.words.next();
  next.send(word);
  await next.receives(word.toUpperCase());
}

/** A client whose message has been answered by a server that the grader plays. */
async function answeredClient(cast: Cast) {
  const { client, message } = await cast.udp.speakingClient(cast.words.next());
  const answer = answerTo(message);
  client.answer(answer);
  return { client, answer };
}

/** What the handout's server says to a message. */
function answerTo(message: Buffer): string {
  return message.toString().trim().toUpperCase();
}
