import type { Cast } from "../../grader/spec/cast.ts";
import { clientEnds, listens, together } from "../../grader/spec/common-checks.ts";
import { disguised } from "../../grader/spec/disguise.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";

export default defineExercise({
  id: "ex6",
  slug: "echo-tcp",
  port: 65432,
  title: { "pt-BR": "Eco por TCP", en: "Echo over TCP" },
  roles: { server: tcpServer(), client: tcpClient() },
  // The lab sheet's server prints all that it receives, and one check sends a mebibyte.
  limits: { output: 2048 },
  demonstration: async (cast) => {
    const pair = await cast.pair();
    const said = await cast.hears(pair.client, () => pair.sentBy(pair.client));
    await pair.client.prints(said.text);
    await pair.client.exitsWell();
    await cast.endsOrWaitsAgain(pair.listening);
  },
  checks: [
    listens({ points: 10 }),
    check(
      {
        id: "echoes",
        points: 20,
        needs: ["listens"],
        title: {
          "pt-BR": "O servidor devolve exatamente o que recebeu",
          en: "The server sends back exactly what it received",
        },
        hint: {
          "pt-BR":
            "data = conn.recv(1024) e depois conn.sendall(data), na conexão que o accept() devolveu. Não espere um '\\n': o cliente não manda nenhum.",
          en: "data = conn.recv(1024), then conn.sendall(data), on the connection that accept() returned. Do not wait for a '\\n': the client sends none.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.exchanges(cast.words.next());
      },
    ),
    check(
      {
        id: "echoes-again",
        points: 10,
        needs: ["echoes"],
        title: {
          "pt-BR": "Várias mensagens na mesma conexão voltam, uma a uma",
          en: "Several messages on one connection come back, one by one",
        },
        hint: {
          "pt-BR":
            "recv() e sendall() ficam dentro de um while True, que só termina quando recv() devolve b''. Em C, devolva só os n bytes que recv() leu.",
          en: "recv() and sendall() are inside a while True that ends only when recv() returns b''. In C, send back only the n bytes that recv() has read.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        for (const word of cast.words.shrinking(3)) await peer.exchanges(word);
      },
    ),
    check(
      {
        id: "accents",
        points: 5,
        needs: ["echoes"],
        title: {
          "pt-BR": "Acentos e outros alfabetos voltam como foram",
          en: "Accents and other alphabets come back as they went",
        },
        hint: {
          "pt-BR":
            "Devolva os bytes como vieram. Se decodificar para mostrar, use UTF-8 nos dois sentidos.",
          en: "Send the bytes back as they came. If you decode them to show them, use UTF-8 both ways.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.exchanges(`ação, ${cast.words.next()}, ñandú, ελιά, 海`);
      },
    ),
    check(
      {
        id: "mebibyte",
        points: 10,
        needs: ["echoes-again"],
        title: {
          "pt-BR": "Um texto de 1 MiB volta inteiro e em ordem",
          en: "A text of 1 MiB comes back whole and in order",
        },
        hint: {
          "pt-BR":
            "Cada recv(1024) traz no máximo 1024 bytes: devolva cada pedaço assim que chegar, com sendall(), e continue.",
          en: "Each recv(1024) brings at most 1024 bytes: send every piece back as it comes, with sendall(), and go on.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.exchanges(numberedLines(cast, 1 << 20));
      },
    ),
    check(
      {
        id: "half-close",
        points: 5,
        needs: ["echoes-again"],
        title: {
          "pt-BR":
            "O que já estava a caminho quando o cliente encerra ainda volta, e só então vem o FIN",
          en: "What was on its way when the client ends still comes back, and only then the FIN",
        },
        hint: {
          "pt-BR":
            "recv() só devolve b'' depois de entregar tudo o que chegou antes. Devolva tudo, e então feche a conexão.",
          en: "recv() returns b'' only after it has handed over all that came before. Send it all back, then close the connection.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.seesAllThenEnd(numberedLines(cast, 10_000));
      },
    ),
    check(
      {
        id: "after-client",
        points: 5,
        needs: ["echoes"],
        title: {
          "pt-BR": "Quando o cliente fecha, o servidor termina bem ou volta a esperar",
          en: "When the client closes, the server ends well or waits again",
        },
        hint: {
          "pt-BR":
            "recv() devolve b'' quando o cliente fecha: saia do laço (if not data: break) e feche a conexão.",
          en: "recv() returns b'' when the client closes: leave the loop (if not data: break) and close the connection.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        const peer = await cast.peer(server);
        await peer.exchanges(cast.words.next());
        peer.end();
        await cast.endsOrWaitsAgain(server);
      },
    ),
    check(
      {
        id: "server-logs",
        points: 5,
        needs: ["echoes"],
        title: {
          "pt-BR": "A tela do servidor mostra quem se conectou ou o que chegou",
          en: "The server's screen shows who connected or what arrived",
        },
        hint: {
          "pt-BR":
            "Imprima o endereço que o accept() devolve (“Connected by …”) ou cada mensagem (“Data: …”). As palavras em volta são suas.",
          en: "Print the address that accept() returns (“Connected by …”) or each message (“Data: …”). The words around are yours.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        await server.actor.accepts();
        const since = server.actor.screen.text.length;
        const word = cast.words.next();
        const peer = await cast.peer(server);
        await peer.exchanges(word);
        peer.end();
        const signs = [word, String(peer.port), "127.0.0.1", "::1", "localhost"];
        await cast.showsAny(server.actor, signs, since);
      },
    ),
    check(
      {
        id: "client-sends",
        points: 5,
        title: {
          "pt-BR": "O cliente se conecta e envia uma mensagem",
          en: "The client connects and sends a message",
        },
        hint: {
          "pt-BR": "connect() e, em seguida, sendall(): no eco, quem fala primeiro é o cliente.",
          en: "connect(), then sendall(): in an echo the client speaks first.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        await client.says(() => cast.words.next());
      },
    ),
    check(
      {
        id: "client-shows",
        points: 10,
        needs: ["client-sends"],
        title: {
          "pt-BR": "O cliente mostra o eco",
          en: "The client shows the echo",
        },
        hint: {
          "pt-BR": "data = s.recv(1024) e depois print(data.decode()): sem decode() aparece b'…'.",
          en: "data = s.recv(1024), then print(data.decode()): without decode() it shows b'…'.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const said = await client.says(() => cast.words.next());
        client.hears(said.bytes);
        await client.showsAfter(said, said.text);
      },
    ),
    check(
      {
        id: "client-shows-received",
        points: 5,
        needs: ["client-shows"],
        title: {
          "pt-BR": "O que o cliente mostra é o que recebeu, não o que enviou",
          en: "What the client shows is what it received, not what it sent",
        },
        hint: {
          "pt-BR": "Imprima a variável que guarda o retorno do recv(), não a da mensagem enviada.",
          en: "Print the variable that holds what recv() returned, not the one with the message you sent.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const said = await client.says(() => cast.words.next());
        const other = disguised(said);
        client.hears(other.bytes);
        await client.showsReceived(said, other.text);
      },
    ),
    clientEnds({ points: 5, needs: ["client-shows"] }, async (cast) => {
      const client = await cast.clientAlone();
      const said = await client.says(() => cast.words.next());
      client.hears(said.bytes);
      await client.leaves((bytes) => bytes);
      return client.actor;
    }),
    together({ points: 5, needs: ["echoes", "client-shows"] }, async (cast) => {
      const pair = await cast.pair();
      pair.mustBeRelayed();
      const said = await cast.hears(pair.client, () => pair.sentBy(pair.client));
      await pair.serverSends([said.text]);
      await pair.client.prints(said.text);
    }),
    check(
      {
        id: "every-byte",
        points: 0,
        needs: ["echoes-again"],
        title: {
          "pt-BR": "Os 256 valores de byte voltam como foram",
          en: "All 256 values of a byte come back as they went",
        },
        hint: {
          "pt-BR":
            "Nem todo byte é texto: decode() falha neles. Devolva data sem decodificar; decodifique só para mostrar, com decode(errors='replace').",
          en: "Not every byte is text: decode() fails on them. Send data back without decoding it; decode only to show it, with decode(errors='replace').",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.exchanges(Uint8Array.from({ length: 256 }, (_, value) => value));
      },
    ),
    check(
      {
        id: "cut-letter",
        points: 0,
        needs: ["accents"],
        title: {
          "pt-BR": "Uma letra acentuada que chega em duas partes volta inteira",
          en: "An accented letter that arrives in two parts comes back whole",
        },
        hint: {
          "pt-BR":
            "Em UTF-8, “ã” são dois bytes, e recv() pode trazer só o primeiro. Não decodifique o que vai devolver.",
          en: "In UTF-8 “ã” is two bytes, and recv() may bring only the first. Do not decode what you send back.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        const text = Buffer.from(`ação ${cast.words.next()}`);
        await peer.sendsInPieces(text, 1);
        await peer.exchanges("", { answers: [text], since: 0 });
      },
    ),
    check(
      {
        id: "echo-in-pieces",
        points: 0,
        needs: ["client-shows"],
        title: {
          "pt-BR": "Um eco que chega em pedaços aparece inteiro no cliente",
          en: "An echo that arrives in pieces is shown whole by the client",
        },
        hint: {
          "pt-BR":
            "TCP não guarda as fronteiras das mensagens: chame recv() num laço até ter tantos bytes quantos enviou.",
          en: "TCP does not keep the boundaries of messages: call recv() in a loop until you have as many bytes as you sent.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const said = await client.says(() => cast.words.next());
        const other = disguised(said);
        await client.hearsInPieces(other.bytes, 3);
        await cast.showsWhole(client.actor, [other.text], "cut");
      },
    ),
  ],
});

/** So many bytes of plain text, of which no two lines are the same: what is lost or swapped shows. */
function numberedLines(cast: Cast, bytes: number): Buffer {
  const word = cast.words.next();
  const lines = Array.from(
    { length: bytes / 16 },
    (_, at) => `${String(at).padStart(7, "0")} ${word}\n`,
  );
  return Buffer.from(lines.join("")).subarray(0, bytes);
}
