import {
  clientEnds,
  listens,
  logsClient,
  restarts,
  together,
} from "../../grader/spec/common-checks.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";

/** What the handout's server sends, byte for byte. */
const greeting = "Thank you for connecting";

export default defineExercise({
  id: "ex1",
  slug: "greeting-tcp",
  port: 12345,
  title: { "pt-BR": "Saudação por TCP", en: "Greeting over TCP" },
  roles: { server: tcpServer(), client: tcpClient() },
  demonstration: async (cast) => {
    const pair = await cast.pair();
    await pair.client.prints(greeting);
    await pair.client.exitsWell();
    await pair.nextClient();
    await pair.client.prints(greeting);
    await pair.client.exitsWell();
  },
  checks: [
    listens({ points: 10 }),
    check(
      {
        id: "greets",
        points: 20,
        needs: ["listens"],
        title: {
          "pt-BR": "Quem se conecta recebe exatamente “Thank you for connecting”",
          en: "Whoever connects gets exactly “Thank you for connecting”",
        },
        hint: {
          "pt-BR":
            "Logo depois do accept(), envie a saudação na conexão que ele devolveu, sem esperar nada do cliente: telnet e netcat não mandam nada.",
          en: "Right after accept(), send the greeting on the connection it returned, without waiting for the client: telnet and netcat send nothing.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.receives(greeting);
      },
    ),
    check(
      {
        id: "closes",
        points: 10,
        needs: ["greets"],
        title: {
          "pt-BR": "Depois da saudação o servidor encerra a conexão",
          en: "After the greeting the server closes the connection",
        },
        hint: {
          "pt-BR":
            "Feche a conexão que o accept() devolveu (c.close()), não o socket que escuta. Do outro lado, recv() então devolve 0 bytes.",
          en: "Close the connection that accept() returned (c.close()), not the listening socket. On the other side recv() then returns 0 bytes.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.server());
        await peer.receives(greeting);
        await peer.seesEnd();
      },
    ),
    logsClient({ points: 10, needs: ["listens"] }),
    check(
      {
        id: "serves-again",
        points: 15,
        needs: ["greets"],
        title: {
          "pt-BR": "O segundo e o terceiro cliente também são atendidos",
          en: "A second and a third client are served too",
        },
        hint: {
          "pt-BR":
            "Ponha accept(), send() e close() dentro de um while True. Só o socket que escuta fica fora do laço.",
          en: "Put accept(), send() and close() inside a while True. Only the listening socket stays outside the loop.",
        },
      },
      async (cast) => {
        const server = await cast.server();
        for (const line of ["", "\r\n", ""]) {
          const peer = await cast.peer(server);
          peer.send(line);
          await peer.receives(greeting);
          peer.end();
        }
      },
    ),
    check(
      {
        id: "client-prints",
        points: 15,
        title: {
          "pt-BR": "O cliente mostra exatamente a saudação que recebeu",
          en: "The client shows exactly the greeting it received",
        },
        hint: {
          "pt-BR": "recv() devolve bytes; para mostrar o texto, imprima data.decode().",
          en: "recv() returns bytes; to show the text, print data.decode().",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const server = await client.connects();
        server.send(greeting);
        server.end();
        await client.actor.prints(greeting);
      },
    ),
    clientEnds({ points: 10, needs: ["client-prints"] }, async (cast) => {
      const client = await cast.clientAlone();
      const server = await client.connects();
      server.send(greeting);
      server.end();
      return client.actor;
    }),
    together({ points: 5, needs: ["greets", "client-prints"] }, async (cast) => {
      const pair = await cast.pair();
      await pair.client.prints(greeting);
    }),
    check(
      {
        id: "survives-reset",
        points: 5,
        needs: ["greets"],
        title: {
          "pt-BR": "Um cliente que some não derruba o servidor",
          en: "A client that vanishes does not take the server down",
        },
        hint: {
          "pt-BR":
            "send() pode falhar quando o outro lado já se foi: trate a exceção (OSError) dessa conexão e volte ao accept().",
          en: "send() can fail when the other side is gone: handle that connection's exception (OSError) and go back to accept().",
        },
      },
      async (cast) => {
        const server = await cast.server();
        const impatient = await cast.peer(server);
        await impatient.isServed();
        impatient.reset();
        (await cast.peer(server)).end();
        const peer = await cast.peer(server);
        await peer.receives(greeting);
      },
    ),
    check(
      {
        id: "greeting-in-pieces",
        points: 0,
        needs: ["client-prints"],
        title: {
          "pt-BR": "Uma saudação que chega em pedaços aparece inteira",
          en: "A greeting that arrives in pieces is shown whole",
        },
        hint: {
          "pt-BR": "Leia num laço até recv() devolver b'' e só então imprima tudo o que juntou.",
          en: "Read in a loop until recv() returns b'' and only then print all that you have gathered.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const server = await client.connects();
        await server.sendsInPieces(Buffer.from(greeting), 7);
        server.end();
        await cast.showsWhole(client.actor, [greeting], "cut");
      },
    ),
    restarts({ points: 0, needs: ["greets"] }, async (cast, server) => {
      const peer = await cast.peer(server);
      await peer.receives(greeting);
      await peer.seesEnd();
      peer.end();
    }),
  ],
});
