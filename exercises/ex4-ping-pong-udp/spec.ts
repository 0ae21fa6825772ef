import type { Cast } from "../../grader/spec/cast.ts";
import { check, defineExercise, udpClient, udpServer } from "../../grader/spec/exercise.ts";
import { accents, containsSair, emptyLine, rounds } from "../../grader/spec/ping-pong-checks.ts";
import type { DatagramPair } from "../../grader/spec/udp/datagram-pair.ts";

export default defineExercise({
  id: "ex4",
  slug: "ping-pong-udp",
  port: 12345,
  title: { "pt-BR": "Ping-Pong UDP", en: "Ping-pong over UDP" },
  roles: { server: udpServer(), client: udpClient() },
  checks: [
    check(
      {
        id: "waits",
        points: 10,
        title: {
          "pt-BR": "O servidor associa uma porta UDP e espera uma mensagem",
          en: "The server binds a UDP port and waits for a message",
        },
        hint: {
          "pt-BR":
            "socket.socket(AF_INET, SOCK_DGRAM), bind() e, antes de qualquer pergunta ao operador, recvfrom().",
          en: "socket.socket(AF_INET, SOCK_DGRAM), bind() and, before asking the operator anything, recvfrom().",
        },
      },
      async (cast) => {
        const server = await cast.udp.server();
        await cast.udp.waitsForDatagrams(server);
      },
    ),
    check(
      {
        id: "message-arrives",
        points: 15,
        needs: ["waits"],
        title: {
          "pt-BR": "A mensagem digitada no cliente chega ao servidor",
          en: "A message typed at the client arrives at the server",
        },
        hint: {
          "pt-BR":
            "No cliente: input(), depois sendto(texto.encode(), (host, porta)). No servidor: recvfrom(), depois print(dados.decode()).",
          en: "In the client: input(), then sendto(text.encode(), (host, port)). In the server: recvfrom(), then print(data.decode()).",
        },
      },
      async (cast) => {
        const pair = await cast.udp.pair();
        await pair.clientTells(cast.words.next());
      },
    ),
    check(
      {
        id: "says-what-happens",
        points: 5,
        needs: ["message-arrives"],
        title: {
          "pt-BR": "Os dois terminais mostram o que está acontecendo",
          en: "Both terminals show what is going on",
        },
        hint: {
          "pt-BR":
            "Imprima “Esperando mensagem” e “Digite mensagem: ”, como na transcrição do Ping-Pong.",
          en: "Print “Esperando mensagem” and “Digite mensagem: ”, as in the transcript of Ping-Pong.",
        },
      },
      async (cast) => {
        const pair = await cast.udp.pair();
        await cast.showsSomething(pair.client, "started");
        await pair.clientTells(cast.words.next());
        await cast.showsSomething(pair.server, "started");
      },
    ),
    check(
      {
        id: "reply-arrives",
        points: 15,
        needs: ["message-arrives"],
        title: {
          "pt-BR": "A resposta do servidor (digitada, ou o eco) aparece no cliente",
          en: "The server's reply (typed, or the echo) shows on the client",
        },
        hint: {
          "pt-BR":
            "dados, addr = sock.recvfrom(4096); depois de ler a resposta do teclado, sock.sendto(resposta.encode(), addr). Na variante do eco, sock.sendto(dados, addr).",
          en: "data, addr = sock.recvfrom(4096); after reading the reply from the keyboard, sock.sendto(reply.encode(), addr). In the echo variant, sock.sendto(data, addr).",
        },
      },
      async (cast) => {
        const pair = await cast.udp.pair();
        await pair.round(cast.words.next(), cast.words.next());
      },
    ),
    rounds(
      {
        points: 10,
        needs: ["reply-arrives"],
        hint: {
          "pt-BR":
            "Um laço dos dois lados até SAIR. Em C e em Java, mostre só os bytes que chegaram: o buffer ainda guarda o resto da mensagem anterior.",
          en: "A loop on both sides until SAIR. In C and Java, show only the bytes that came: the buffer still holds the rest of the message before.",
        },
      },
      pairOf,
    ),
    accents({ points: 5, needs: ["reply-arrives"] }, pairOf),
    emptyLine(
      {
        points: 5,
        needs: ["reply-arrives"],
        hint: {
          "pt-BR":
            "Em UDP um datagrama vazio viaja e chega: recvfrom() devolve b'', e isso não quer dizer que alguém foi embora.",
          en: "Over UDP an empty datagram travels and arrives: recvfrom() returns b'', and that does not mean that somebody has left.",
        },
      },
      pairOf,
    ),
    check(
      {
        id: "sair-ends-client",
        points: 10,
        needs: ["reply-arrives"],
        title: {
          "pt-BR": "SAIR encerra o cliente, sem erro",
          en: "SAIR ends the client, without an error",
        },
        hint: {
          "pt-BR":
            'Compare o texto digitado com "SAIR" antes de esperar resposta; saia do laço e deixe o programa terminar. Não há conexão para encerrar.',
          en: 'Compare the typed text with "SAIR" before waiting for a reply; leave the loop and let the program end. There is no connection to close.',
        },
      },
      async (cast) => {
        const pair = await cast.udp.pair();
        await pair.round(cast.words.next(), cast.words.next());
        await leave(cast, pair);
        await pair.client.exitsWell();
      },
    ),
    check(
      {
        id: "serves-on",
        points: 5,
        needs: ["sair-ends-client"],
        title: {
          "pt-BR": "Depois do SAIR o servidor continua e atende outro cliente",
          en: "After SAIR the server goes on and serves another client",
        },
        hint: {
          "pt-BR":
            "O servidor não participa da despedida: o laço volta ao recvfrom() e atende quem enviar em seguida.",
          en: "The server has no part in the goodbye: the loop goes back to recvfrom() and serves whoever sends next.",
        },
      },
      async (cast) => {
        const pair = await cast.udp.pair();
        // The longer word comes second: that a buffer is not cleared is looked at elsewhere.
        const [longer, shorter] = cast.words.shrinking(2) as [string, string];
        await pair.round(shorter, cast.words.next());
        await leave(cast, pair);
        const other = await pair.another();
        await other.round(longer, cast.words.next());
      },
    ),
    check(
      {
        id: "two-clients",
        points: 8,
        needs: ["rounds"],
        title: {
          "pt-BR": "Dois clientes ao mesmo tempo: cada um recebe a sua resposta",
          en: "Two clients at the same time: each gets its own answer",
        },
        hint: {
          "pt-BR": "Responda ao addr que veio com aquela mensagem, e não ao do último que falou.",
          en: "Answer to the addr that came with that message, not to that of whoever spoke last.",
        },
      },
      async (cast) => {
        const first = await cast.udp.pair();
        const second = await first.another();
        await cast.udp.interleaved([first, second], cast.words);
        await cast.udp.interleaved([second, first], cast.words);
      },
    ),
    check(
      {
        id: "five-clients",
        points: 4,
        needs: ["two-clients"],
        title: {
          "pt-BR": "Cinco clientes ao mesmo tempo, atendidos um a um",
          en: "Five clients at the same time, served one by one",
        },
        hint: {
          "pt-BR":
            "Os datagramas esperam na fila do socket enquanto o operador digita: nenhum se perde, e o laço os atende na ordem.",
          en: "Datagrams wait in the socket's queue while the operator types: none is lost, and the loop serves them in order.",
        },
      },
      async (cast) => {
        const pairs = [await cast.udp.pair()];
        while (pairs.length < 5) pairs.push(await (pairs[0] as DatagramPair).another());
        await cast.udp.interleaved(pairs, cast.words);
      },
    ),
    containsSair({ points: 2, needs: ["reply-arrives"] }, pairOf),
    check(
      {
        id: "empty-datagram",
        points: 2,
        needs: ["rounds"],
        title: {
          "pt-BR": "Um datagrama vazio, vindo de um desconhecido, não encerra o servidor",
          en: "An empty datagram from a stranger does not end the server",
        },
        hint: {
          "pt-BR": "b'' em UDP é um datagrama sem conteúdo: não é o fim de nada.",
          en: "b'' over UDP is a datagram without content: it is the end of nothing.",
        },
      },
      async (cast) => {
        const { server, encode } = await impersonateClient(cast);
        (await cast.udp.peer(server)).send("");
        const peer = await cast.udp.peer(server);
        const word = cast.words.next();
        peer.send(encode(word));
        await cast.udp.serves(server, peer, word, () => cast.words.next());
      },
    ),
    check(
      {
        id: "bad-network",
        points: 2,
        needs: ["rounds"],
        title: {
          "pt-BR": "Datagramas perdidos, duplicados e fora de ordem não param o servidor",
          en: "Datagrams that are lost, doubled or out of order do not stop the server",
        },
        hint: {
          "pt-BR":
            "O servidor não conta com nenhuma ordem: o que chega é respondido, o que não chega não lhe faz falta.",
          en: "The server relies on no order: what arrives is answered, what does not arrive is not missed.",
        },
      },
      async (cast) => {
        const { server, encode } = await impersonateClient(cast);
        const unlucky = await cast.udp.peer(server, cast.udp.badNetwork());
        for (let message = 0; message < 5; message += 1) unlucky.send(encode(cast.words.next()));
        await cast.udp.dealsWith(server, unlucky, () => cast.words.next());
        const lucky = await cast.udp.peer(server);
        const word = cast.words.next();
        lucky.send(encode(word));
        await cast.udp.serves(server, lucky, word, () => cast.words.next());
      },
    ),
    check(
      {
        id: "datagram-4096",
        points: 2,
        needs: ["rounds"],
        title: {
          "pt-BR": "Uma mensagem de 4096 bytes é recebida inteira, dos dois lados",
          en: "A message of 4,096 bytes is received whole, on both sides",
        },
        hint: {
          "pt-BR":
            "O número em recvfrom(4096) é o tamanho do buffer: o que não cabe é descartado. O roteiro usa 4096.",
          en: "The number in recvfrom(4096) is the buffer's size: what does not fit is thrown away. The handout uses 4096.",
        },
      },
      async (cast) => await takesWhole(cast, 4096),
    ),
    check(
      {
        id: "datagram-8000",
        points: 0,
        needs: ["datagram-4096"],
        title: {
          "pt-BR": "Uma mensagem de 8000 bytes é recebida inteira, dos dois lados",
          en: "A message of 8,000 bytes is received whole, on both sides",
        },
        hint: {
          "pt-BR":
            "“Menos dados lidos que enviados”, diz o roteiro: com recvfrom(4096) perde-se o resto. recvfrom(65535) recebe qualquer datagrama.",
          en: "“Fewer data read than sent”, says the handout: with recvfrom(4096) the rest is lost. recvfrom(65535) takes any datagram.",
        },
      },
      async (cast) => await takesWhole(cast, 8000),
    ),
  ],
  demonstration: async (cast) => {
    const pair = await cast.udp.pair();
    await pair.round("lalala", "lelele");
    await leave(cast, pair);
  },
});

async function pairOf(cast: Cast): Promise<DatagramPair> {
  return await cast.udp.pair();
}

/** Types SAIR at the client. The handout leaves open whether the word crosses the wire. */
async function leave(cast: Cast, pair: DatagramPair): Promise<void> {
  const before = pair.sentBy(pair.client).length;
  await pair.client.types("SAIR");
  await cast.leaves(pair, "SAIR");
  await cast.udp.replyToGoodbye(pair, "SAIR", before);
}

/** Learns from the student's own pair how messages look both ways, then takes the client's place. */
async function impersonateClient(cast: Cast) {
  const pair = await cast.udp.pair();
  const { encode } = await cast.udp.learnFrames(pair, cast.words);
  // Without a goodbye: what the server makes of one is looked at elsewhere.
  await pair.client.vanishes();
  return { server: pair.listening, encode };
}

/** A text of that many bytes reaches the server whole, and another one the client. */
async function takesWhole(cast: Cast, bytes: number): Promise<void> {
  // The answer to the message after the three that are learnt from never comes: ours does instead.
  const pair = await cast.udp.pair({ toClient: ["none", "none", "none", "lose"] });
  const { encode, encodeReply } = await cast.udp.learnFrames(pair, cast.words);
  await pair.client.types(cast.words.next());
  await pair.takesReply(encodeReply(longText(bytes)), longText(bytes));
  const peer = await cast.udp.peer(pair.listening);
  peer.send(encode(longText(bytes)));
  await cast.udp.serves(pair.listening, peer, longText(bytes), () => cast.words.next());
}

/** No part of it occurs twice, so its end tells how much of it there is. */
function longText(bytes: number): string {
  const blocks = Array.from(
    { length: Math.ceil(bytes / 8) },
    (_, at) => `${at}`.padStart(7, "x") + " ",
  );
  return `${blocks.join("").slice(0, bytes - 1)}z`;
}
