import type { Cast } from "../../grader/spec/cast.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";
import type { Pair } from "../../grader/spec/pair.ts";
import { accents, containsSair, emptyLine, rounds } from "../../grader/spec/ping-pong-checks.ts";

export default defineExercise({
  id: "ex3",
  slug: "ping-pong-tcp",
  port: 12345,
  title: { "pt-BR": "Ping-Pong", en: "Ping-pong over TCP" },
  roles: { server: tcpServer(), client: tcpClient() },
  demonstration: async (cast) => {
    const { pair } = await meet(cast);
    await pair.round("lalala", "lelele");
    await leave(cast, pair);
    await pair.client.exitsWell();
    await pair.server.accepts();
    await pair.server.rests();
  },
  checks: [
    check(
      {
        id: "waits",
        points: 10,
        title: {
          "pt-BR": "O servidor sobe e espera uma conexão",
          en: "The server starts and waits for a connection",
        },
        hint: {
          "pt-BR": "bind(), listen() e, antes de qualquer pergunta ao operador, accept().",
          en: "bind(), listen() and, before asking the operator anything, accept().",
        },
      },
      async (cast) => {
        const server = await cast.server();
        await server.actor.accepts();
      },
    ),
    check(
      {
        id: "connects",
        points: 10,
        needs: ["waits"],
        title: {
          "pt-BR": "O cliente se conecta e o servidor aceita",
          en: "The client connects and the server accepts",
        },
        hint: {
          "pt-BR":
            "Os dois programas precisam da mesma porta; o cliente chama connect() antes de enviar.",
          en: "Both programs need the same port; the client calls connect() before it sends.",
        },
      },
      async (cast) => {
        const pair = await cast.pair();
        await pair.connect();
      },
    ),
    check(
      {
        id: "says-connected",
        points: 5,
        needs: ["connects"],
        title: {
          "pt-BR": "Os dois terminais mostram o que está acontecendo",
          en: "Both terminals show what is going on",
        },
        hint: {
          "pt-BR":
            "Imprima “Esperando conexão”, “Conectado” e “Digite mensagem: ”, como na transcrição do enunciado.",
          en: "Print “Esperando conexão”, “Conectado” and “Digite mensagem: ”, as in the handout's transcript.",
        },
      },
      async (cast) => {
        const pair = await cast.pair();
        await pair.connect();
        await cast.showsSomething(pair.client, "connected");
        await cast.showsSomething(pair.server, "connected");
      },
    ),
    check(
      {
        id: "message-arrives",
        points: 15,
        needs: ["connects"],
        title: {
          "pt-BR": "A mensagem digitada no cliente aparece no servidor",
          en: "A message typed at the client shows on the server",
        },
        hint: {
          "pt-BR":
            "No cliente: input(), depois send(texto.encode()). No servidor: recv(), depois print(dados.decode()).",
          en: "In the client: input(), then send(text.encode()). In the server: recv(), then print(data.decode()).",
        },
      },
      async (cast) => {
        const { client, server, pair } = await meet(cast);
        await pair.tells(client, server, cast.words.next());
      },
    ),
    check(
      {
        id: "reply-arrives",
        points: 15,
        needs: ["message-arrives"],
        title: {
          "pt-BR": "A resposta digitada no servidor aparece no cliente",
          en: "The reply typed at the server shows on the client",
        },
        hint: {
          "pt-BR":
            "Depois de ler a resposta do teclado, envie-a pela conexão que accept() devolveu; no cliente, recv() e print().",
          en: "After reading the reply from the keyboard, send it on the connection that accept() returned; in the client, recv() and print().",
        },
      },
      async (cast) => {
        const { pair } = await meet(cast);
        await pair.round(cast.words.next(), cast.words.next());
      },
    ),
    rounds(
      {
        points: 10,
        needs: ["reply-arrives"],
        hint: {
          "pt-BR":
            "Um laço dos dois lados até SAIR. Em C, mostre só os bytes que recv() devolveu: o buffer ainda guarda o resto da mensagem anterior.",
          en: "A loop on both sides until SAIR. In C, show only the bytes that recv() returned: the buffer still holds the rest of the message before.",
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
            "send(b'') não envia nada, e o outro lado fica em recv() para sempre. Peça outra mensagem, ou marque o fim de cada uma com '\\n'.",
          en: "send(b'') sends nothing, and the other side stays in recv() for ever. Ask for another message, or mark the end of each one with '\\n'.",
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
          "pt-BR": "SAIR encerra a conexão e o cliente, sem erro",
          en: "SAIR ends the connection and the client, without an error",
        },
        hint: {
          "pt-BR":
            'Compare o texto digitado com "SAIR" antes de esperar resposta; saia do laço, feche o socket e deixe o programa terminar.',
          en: 'Compare the typed text with "SAIR" before waiting for a reply; leave the loop, close the socket and let the program end.',
        },
      },
      async (cast) => {
        const { pair } = await meet(cast);
        await pair.round(cast.words.next(), cast.words.next());
        await leave(cast, pair);
        await pair.client.exitsWell();
      },
    ),
    check(
      {
        id: "server-waits-again",
        points: 5,
        needs: ["sair-ends-client"],
        title: {
          "pt-BR": "Depois do SAIR o servidor volta a esperar conexão",
          en: "After SAIR the server waits for a connection again",
        },
        hint: {
          "pt-BR":
            "recv() devolve b'' quando o cliente fecha: feche essa conexão e volte ao accept(), num laço externo.",
          en: "recv() returns b'' when the client closes: close that connection and go back to accept(), in an outer loop.",
        },
      },
      async (cast) => {
        const { pair } = await meet(cast);
        await pair.round(cast.words.next(), cast.words.next());
        await leave(cast, pair);
        await pair.server.accepts();
        await pair.server.rests();
      },
    ),
    check(
      {
        id: "second-client",
        points: 5,
        needs: ["server-waits-again"],
        title: { "pt-BR": "Um segundo cliente é atendido", en: "A second client is served" },
        hint: {
          "pt-BR": "Só bind() e listen() ficam fora do laço; accept() e a conversa ficam dentro.",
          en: "Only bind() and listen() stay outside the loop; accept() and the conversation are inside.",
        },
      },
      async (cast) => {
        const { pair } = await meet(cast);
        await pair.round(cast.words.next(), cast.words.next());
        await leave(cast, pair);
        await pair.nextClient();
        await pair.round(cast.words.next(), cast.words.next());
      },
    ),
    containsSair({ points: 3, needs: ["reply-arrives"] }, pairOf),
    check(
      {
        id: "vanished-client",
        points: 2,
        needs: ["reply-arrives"],
        title: {
          "pt-BR": "Um cliente que some sem SAIR não derruba o servidor",
          en: "A client that vanishes without SAIR does not take the server down",
        },
        hint: {
          "pt-BR":
            "recv() devolve b'' ou levanta ConnectionResetError: trate os dois como fim da conversa e volte ao accept().",
          en: "recv() returns b'' or raises ConnectionResetError: treat both as the end of the conversation and go back to accept().",
        },
      },
      async (cast) => {
        const { pair } = await meet(cast);
        await pair.round(cast.words.next(), cast.words.next());
        await pair.client.vanishes();
        await pair.server.accepts();
        await pair.server.rests();
      },
    ),
    check(
      {
        id: "split-message",
        points: 0,
        needs: ["rounds", "second-client"],
        title: {
          "pt-BR": "Uma mensagem que chega byte a byte aparece inteira",
          en: "A message that arrives byte by byte is shown whole",
        },
        hint: {
          "pt-BR":
            "TCP não guarda as fronteiras das mensagens. Termine cada uma com '\\n' e leia até encontrá-lo.",
          en: "TCP does not keep the boundaries of messages. End each one with '\\n' and read until you find it.",
        },
      },
      async (cast) => {
        const { peer, server, encode } = await impersonateClient(cast);
        const word = cast.words.next();
        await peer.sendsInPieces(encode(word), 1);
        await cast.showsWhole(server, [word], "cut");
      },
    ),
    check(
      {
        id: "merged-messages",
        points: 0,
        needs: ["rounds", "second-client"],
        title: {
          "pt-BR": "Duas mensagens que chegam juntas aparecem como duas",
          en: "Two messages that arrive together are shown as two",
        },
        hint: {
          "pt-BR": "Guarde o que recv() trouxe além da primeira mensagem: é o começo da próxima.",
          en: "Keep what recv() brought beyond the first message: it is the beginning of the next.",
        },
      },
      async (cast) => {
        const { peer, server, encode } = await impersonateClient(cast);
        const words = [cast.words.next(), cast.words.next()] as const;
        peer.send(Buffer.concat(words.map(encode)));
        await cast.showsWholeWithReplies(server, words);
      },
    ),
  ],
});

async function pairOf(cast: Cast): Promise<Pair> {
  return await cast.pair();
}

/** Both programs started and connected. */
async function meet(cast: Cast): Promise<{ pair: Pair } & Pick<Pair, "client" | "server">> {
  const pair = await cast.pair();
  return { pair, client: pair.client, server: pair.server };
}

/**
 * Types SAIR at the client. The handout leaves open whether the word crosses the wire, so a server
 * that asks its operator for one last reply gets one; it is only noted.
 */
async function leave(cast: Cast, pair: Pair): Promise<void> {
  await pair.client.types("SAIR");
  await cast.leaves(pair, "SAIR");
}

/** Learns from the student's own pair how a message looks, then takes the client's place. */
async function impersonateClient(cast: Cast) {
  const { pair, client, server } = await meet(cast);
  const samples: { text: string; bytes: Buffer }[] = [];
  for (const text of cast.words.shrinking(3)) {
    samples.push({ text, bytes: await pair.tells(client, server, text) });
    await pair.tells(server, client, cast.words.next());
  }
  const encode = cast.frameFrom(samples);
  await leave(cast, pair);
  return { peer: await cast.peer(pair.listening), server, encode };
}
