import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";

export default defineExercise({
  id: "ex11",
  slug: "two-hosts",
  port: 65432,
  title: {
    "pt-BR": "Cliente e servidor em duas máquinas",
    en: "Client and server on two machines",
  },
  roles: { server: tcpServer(), client: tcpClient() },
  demonstration: async (cast) => {
    const hosts = await cast.twoHosts();
    const pair = hosts.pairOn(await hosts.server());
    await pair.nextClient();
    await pair.echoes("Hello, world");
    await hosts.closes(pair);
  },
  checks: [
    check(
      {
        id: "listens",
        points: 10,
        title: {
          "pt-BR": "O servidor sobe na máquina dele e escuta numa porta TCP",
          en: "The server starts on its machine and listens on a TCP port",
        },
        hint: {
          "pt-BR":
            'bind() só aceita endereços desta máquina. Receba o endereço como argumento, ou use "" para todos.',
          en: 'bind() takes addresses of this machine only. Take the address as an argument, or use "" for all of them.',
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        await hosts.server();
      },
    ),
    check(
      {
        id: "reachable",
        points: 20,
        needs: ["listens"],
        title: {
          "pt-BR": "Outra máquina consegue alcançar o servidor",
          en: "Another machine can reach the server",
        },
        hint: {
          "pt-BR":
            '127.0.0.1 e localhost só existem dentro da própria máquina. Escute no endereço da placa de rede, ou em todos ("").',
          en: "127.0.0.1 and localhost exist inside one's own machine only. Listen on the network card's address, or on all (\"\").",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        hosts.reaches(await hosts.server());
      },
    ),
    check(
      {
        id: "client-finds",
        points: 20,
        title: {
          "pt-BR": "O cliente vai ao endereço que lhe disseram",
          en: "The client goes to the address that it is told",
        },
        hint: {
          "pt-BR":
            "Leia o endereço do servidor do primeiro argumento (sys.argv[1]) e passe-o ao connect().",
          en: "Take the server's address from the first argument (sys.argv[1]) and give it to connect().",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        await hosts.clientFinds();
      },
    ),
    check(
      {
        id: "handshake",
        points: 10,
        needs: ["reachable", "client-finds"],
        title: {
          "pt-BR": "A conexão atravessa a rede, de 10.77.0.2 para 10.77.0.1",
          en: "The connection crosses the network, from 10.77.0.2 to 10.77.0.1",
        },
        hint: {
          "pt-BR": "Os dois programas precisam da mesma porta: 65432.",
          en: "Both programs need the same port: 65432.",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        const pair = hosts.pairOn(await hosts.server());
        await pair.nextClient();
        await pair.plays(cast.words.next());
        await pair.conversation();
      },
    ),
    check(
      {
        id: "echo",
        points: 20,
        needs: ["handshake"],
        title: {
          "pt-BR": "O que o cliente diz atravessa a rede, volta e aparece na tela dele",
          en: "What the client says crosses the network, comes back and stands on its screen",
        },
        hint: {
          "pt-BR":
            "No servidor, sendall() dos mesmos bytes que recv() devolveu; no cliente, print(dados.decode()).",
          en: "In the server, sendall() the very bytes that recv() returned; in the client, print(data.decode()).",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        const pair = hosts.pairOn(await hosts.server());
        await pair.nextClient();
        await pair.echoes(cast.words.next());
      },
    ),
    check(
      {
        id: "closes",
        points: 10,
        needs: ["echo"],
        title: {
          "pt-BR": "No fim, os dois lados fecham com FIN",
          en: "In the end both sides close with FIN",
        },
        hint: {
          "pt-BR":
            "close() no cliente depois da resposta; no servidor, quando recv() devolve b''. Leia tudo antes de fechar.",
          en: "close() in the client after the answer; in the server, when recv() returns b''. Read everything before you close.",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        const pair = hosts.pairOn(await hosts.server());
        await pair.nextClient();
        await pair.plays(cast.words.next());
        await hosts.closes(pair);
      },
    ),
    check(
      {
        id: "second-client",
        points: 10,
        needs: ["closes"],
        title: {
          "pt-BR": "Um segundo cliente também é atendido",
          en: "A second client is served as well",
        },
        hint: {
          "pt-BR":
            "Um servidor que termina depois do primeiro cliente é iniciado de novo, na mesma porta; um que continua precisa voltar ao accept().",
          en: "A server that ends after the first client is started again, on the same port; one that goes on must come back to accept().",
        },
      },
      async (cast) => {
        const hosts = await cast.twoHosts();
        const pair = hosts.pairOn(await hosts.server());
        await pair.nextClient();
        await pair.echoes(cast.words.next());
        await hosts.closes(pair);
        await hosts.nextClient(pair);
        await pair.echoes(cast.words.next());
      },
    ),
  ],
});
