import type { Cast } from "../../grader/spec/cast.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";

/** What the handout's client says. */
const greeting = "Hello, world";

export default defineExercise({
  id: "ex10",
  slug: "tcp-states",
  port: 65432,
  title: { "pt-BR": "A vida de uma conexão TCP", en: "The life of a TCP connection" },
  roles: { server: tcpServer(), client: tcpClient() },
  demonstration: async (cast) => {
    cast.lingerInTimeWait();
    const pair = cast.tcpLife.pairOn(await cast.tcpLife.server());
    await pair.nextClient();
    await pair.echoes(greeting);
    await cast.tcpLife.endsInTimeWait(pair, greeting);
  },
  checks: [
    check(
      {
        id: "listens",
        points: 10,
        title: {
          "pt-BR": "Antes de qualquer cliente, o servidor está em LISTEN",
          en: "Before any client comes, the server is in LISTEN",
        },
        hint: {
          "pt-BR":
            "É o listen() que põe o socket em LISTEN; o bind() só lhe dá endereço e porta. Confira com netstat -tln.",
          en: "It is listen() that puts the socket into LISTEN; bind() only gives it an address and a port. Look with netstat -tln.",
        },
      },
      async (cast) => {
        await cast.tcpLife.server();
      },
    ),
    check(
      {
        id: "loopback",
        points: 5,
        needs: ["listens"],
        title: {
          "pt-BR": "Sem argumento, o servidor escuta só em 127.0.0.1",
          en: "Without an argument the server listens on 127.0.0.1 only",
        },
        hint: {
          "pt-BR":
            'No roteiro, host = "127.0.0.1": a interface de loopback, que só programas desta máquina alcançam.',
          en: 'In the handout, host = "127.0.0.1": the loopback interface, which only programs of this machine reach.',
        },
      },
      async (cast) => {
        cast.tcpLife.listensOnLoopback(await cast.tcpLife.server());
      },
    ),
    check(
      {
        id: "all-interfaces",
        points: 10,
        needs: ["listens"],
        title: {
          "pt-BR": 'Com o endereço vazio (""), ele escuta em todas as interfaces: 0.0.0.0',
          en: 'With the empty address ("") it listens on all interfaces: 0.0.0.0',
        },
        hint: {
          "pt-BR":
            'Leia o endereço do primeiro argumento: host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1". Em Java e em C o vazio não serve: use 0.0.0.0.',
          en: 'Take the address from the first argument: host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1". In Java and C the empty one will not do: use 0.0.0.0.',
        },
      },
      async (cast) => {
        await cast.tcpLife.serverOnAllInterfaces();
      },
    ),
    check(
      {
        id: "established",
        points: 10,
        needs: ["listens"],
        title: {
          "pt-BR": "Com um cliente conectado, as duas pontas estão em ESTABLISHED",
          en: "With a client connected, both ends are in ESTABLISHED",
        },
        hint: {
          "pt-BR":
            "accept() devolve um socket novo, o da conexão; guarde-o e espere em recv(). Sem accept() a conexão é do sistema, não do seu programa.",
          en: "accept() returns a new socket, the connection's: keep it and wait in recv(). Without accept() the connection is the system's, not your program's.",
        },
      },
      async (cast) => {
        const server = await cast.tcpLife.server();
        await cast.tcpLife.serverHolds(server, await cast.peer(server));
      },
    ),
    check(
      {
        id: "client-established",
        points: 10,
        title: {
          "pt-BR": "O cliente se conecta e espera a resposta, em ESTABLISHED",
          en: "The client connects and waits for its answer, in ESTABLISHED",
        },
        hint: {
          "pt-BR": "connect(), sendall() e recv(), nessa ordem; close() só depois da resposta.",
          en: "connect(), sendall() and recv(), in this order; close() only after the answer.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        await cast.tcpLife.clientHolds(client, await cast.tcpLife.connectionOf(client));
      },
    ),
    check(
      {
        id: "echo",
        points: 10,
        needs: ["established"],
        title: {
          "pt-BR": "O servidor devolve o que o cliente diz",
          en: "The server sends back what the client says",
        },
        hint: {
          "pt-BR": "No servidor, sendall() dos mesmos bytes que recv() devolveu.",
          en: "In the server, sendall() the very bytes that recv() returned.",
        },
      },
      async (cast) => {
        const peer = await cast.peer(await cast.tcpLife.server());
        const word = cast.words.next();
        peer.send(word);
        await peer.receives(word);
      },
    ),
    check(
      {
        id: "together",
        points: 5,
        needs: ["echo", "client-established"],
        title: {
          "pt-BR": "Os dois programas juntos: a resposta aparece na tela do cliente",
          en: "Both programs together: the answer stands on the client's screen",
        },
        hint: {
          "pt-BR": "No cliente, print(dados.decode()) do que recv() devolveu.",
          en: "In the client, print(data.decode()) what recv() returned.",
        },
      },
      async (cast) => {
        const pair = cast.tcpLife.pairOn(await cast.tcpLife.server());
        await pair.nextClient();
        await pair.echoes(cast.words.next());
      },
    ),
    check(
      {
        id: "client-closes-first",
        points: 10,
        needs: ["client-established"],
        title: {
          "pt-BR": "Depois da resposta, é o cliente que envia o primeiro FIN",
          en: "After the answer it is the client that sends the first FIN",
        },
        hint: {
          "pt-BR":
            "Depois de mostrar a resposta, o cliente chama close() e termina, sem esperar pelo servidor.",
          en: "After it has shown the answer the client calls close() and ends, without waiting for the server.",
        },
      },
      async (cast) => {
        const client = await cast.clientAlone();
        const server = await cast.tcpLife.connectionOf(client);
        await cast.tcpLife.clientClosesFirst(client, server, cast.words.next());
      },
    ),
    check(
      {
        id: "server-waits",
        points: 5,
        needs: ["echo"],
        title: {
          "pt-BR": "O servidor não fecha antes do cliente",
          en: "The server does not close before the client does",
        },
        hint: {
          "pt-BR": "Repita recv() e sendall() num laço até recv() devolver b''.",
          en: "Repeat recv() and sendall() in a loop until recv() returns b''.",
        },
      },
      async (cast) => {
        const server = await cast.tcpLife.server();
        const peer = await cast.peer(server);
        await cast.tcpLife.serverWaitsForFin(server, peer, greeting);
      },
    ),
    check(
      {
        id: "nothing-left",
        points: 10,
        needs: ["established"],
        title: {
          "pt-BR":
            "Quando o cliente fecha, o servidor fecha também: nenhum CLOSE-WAIT fica para trás",
          en: "When the client closes, the server closes too: no CLOSE-WAIT is left behind",
        },
        hint: {
          "pt-BR":
            "recv() devolveu b'': o cliente fechou. Saia do laço e feche o socket que o accept() devolveu.",
          en: "recv() returned b'': the client has closed. Leave the loop and close the socket that accept() returned.",
        },
      },
      async (cast) => {
        const server = await cast.tcpLife.server();
        const peer = await cast.peer(server);
        await peer.isServed();
        await cast.tcpLife.serverLetsGo(server, peer);
      },
    ),
    check(
      {
        id: "time-wait",
        points: 5,
        needs: ["together", "client-closes-first", "nothing-left"],
        title: {
          "pt-BR": "No fim só resta TIME-WAIT, do lado de quem fechou primeiro",
          en: "In the end only TIME-WAIT is left, on the side that closed first",
        },
        hint: {
          "pt-BR":
            "Feche com close() dos dois lados, com tudo lido: um RST apaga a conexão sem passar por TIME-WAIT.",
          en: "Close with close() on both sides, when all is read: an RST wipes the connection out without a TIME-WAIT.",
        },
      },
      async (cast) => {
        cast.lingerInTimeWait();
        const pair = cast.tcpLife.pairOn(await cast.tcpLife.server());
        await pair.nextClient();
        await cast.tcpLife.endsInTimeWait(pair, cast.words.next());
      },
    ),
    check(
      {
        id: "refused",
        points: 5,
        needs: ["client-established"],
        title: {
          "pt-BR": "Sem servidor, o cliente avisa que a conexão foi recusada e termina",
          en: "Without a server the client says that the connection was refused, and ends",
        },
        hint: {
          "pt-BR":
            "connect() levanta ConnectionRefusedError. Deixe-a aparecer, ou capture-a, avise na tela e termine.",
          en: "connect() raises ConnectionRefusedError. Let it be seen, or catch it, say so on the screen and end.",
        },
      },
      async (cast) => {
        await cast.tcpLife.clientWithoutServer();
      },
    ),
    check(
      {
        id: "refused-exit-code",
        points: 5,
        needs: ["refused"],
        title: {
          "pt-BR": "E o código de saída diz que falhou",
          en: "And its exit code says that it failed",
        },
        hint: {
          "pt-BR":
            "Termine com sys.exit(1) depois de avisar. No terminal, echo $? mostra o código.",
          en: "End with sys.exit(1) after saying so. In the terminal, echo $? shows the code.",
        },
      },
      async (cast) => {
        cast.tcpLife.tellsFailure(await cast.tcpLife.clientWithoutServer());
      },
    ),
    check(
      {
        id: "restart",
        points: 0,
        needs: ["established"],
        title: {
          "pt-BR":
            "Interrompido com um cliente conectado, o servidor pode ser iniciado de novo na hora",
          en: "Stopped while a client is connected, the server can be started again at once",
        },
        hint: {
          "pt-BR":
            "Agora quem fechou primeiro foi o servidor, e o TIME-WAIT ocupa a porta dele. Antes do bind(): s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
          en: "Now it was the server that closed first, and its port is in TIME-WAIT. Before bind(): s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
        },
      },
      async (cast) => {
        await restartsWhileConnected(cast);
      },
    ),
  ],
});

/** Ctrl+C at the server while a client is there, which then closes as well; and the server again. */
async function restartsWhileConnected(cast: Cast): Promise<void> {
  cast.lingerInTimeWait();
  const server = await cast.tcpLife.server();
  const peer = await cast.peer(server);
  await peer.isServed();
  await server.actor.vanishes();
  await peer.seesEnd();
  peer.end();
  await cast.restart(server);
}
