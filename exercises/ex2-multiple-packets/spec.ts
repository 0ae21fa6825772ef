import { clientEnds, listens } from "../../grader/spec/common-checks.ts";
import { check, defineExercise, tcpClient, tcpServer } from "../../grader/spec/exercise.ts";

/** The handout's three messages, in its order. */
const messages = ["Thank you for connecting", "Come back often", "Bye!"] as const;

/** Message by message, so that a program that is right only then gets its points for that. */
const whole = { toClient: { how: "whole", messages } } as const;

export default defineExercise({
  id: "ex2",
  slug: "multiple-packets",
  port: 12345,
  title: { "pt-BR": "Múltiplos Pacotes", en: "Several packets" },
  roles: { server: tcpServer(), client: tcpClient() },
  demonstration: async (cast) => {
    const pair = await cast.pair();
    await cast.showsApart(pair.client, messages);
    await pair.client.exitsWell();
  },
  checks: [
    listens({
      points: 10,
      hint: {
        "pt-BR": "Parta do servidor da saudação: bind(), listen(), accept().",
        en: "Start from the greeting server: bind(), listen(), accept().",
      },
    }),
    check(
      {
        id: "sends-three",
        points: 20,
        needs: ["listens"],
        title: {
          "pt-BR": "As três mensagens saem do servidor, inteiras e em ordem",
          en: "The three messages leave the server, whole and in order",
        },
        hint: {
          "pt-BR":
            "Envie “Thank you for connecting”, “Come back often” e “Bye!”, nessa ordem, para cada cliente.",
          en: "Send “Thank you for connecting”, “Come back often” and “Bye!”, in this order, to every client.",
        },
      },
      async (cast) => {
        const pair = await cast.pair(whole);
        await pair.serverSends(messages);
      },
    ),
    check(
      {
        id: "client-shows",
        points: 20,
        needs: ["sends-three"],
        title: {
          "pt-BR": "O cliente mostra as três mensagens, cada uma separada da outra",
          en: "The client shows the three messages, each apart from the next",
        },
        hint: {
          "pt-BR": "Imprima cada mensagem na sua própria linha.",
          en: "Print each message on a line of its own.",
        },
      },
      async (cast) => {
        const pair = await cast.pair(whole);
        await cast.showsApart(pair.client, messages);
      },
    ),
    check(
      {
        id: "pauses",
        points: 10,
        needs: ["client-shows"],
        title: {
          "pt-BR": "O cliente dorme um pouco depois da primeira mensagem",
          en: "The client sleeps a little after the first message",
        },
        hint: {
          "pt-BR": "from time import sleep, e sleep(1) entre a primeira e a segunda mensagem.",
          en: "from time import sleep, and sleep(1) between the first and the second message.",
        },
      },
      async (cast) => {
        const pair = await cast.pair(whole);
        await cast.pausesBetween(pair.client, messages[0], messages[1]);
      },
    ),
    check(
      {
        id: "separate-when-merged",
        points: 20,
        needs: ["client-shows"],
        title: {
          "pt-BR": "As mensagens continuam separadas quando a rede as junta num só segmento",
          en: "The messages stay apart when the network merges them into one segment",
        },
        hint: {
          "pt-BR":
            "Marque onde cada mensagem termina (um '\\n', ou o tamanho antes dela) e, no cliente, guarde o que recv() trouxe a mais para a próxima mensagem.",
          en: "Mark where each message ends (a '\\n', or its length before it) and, in the client, keep what recv() brought too much for the next message.",
        },
      },
      async (cast) => {
        const pair = await cast.pair({ toClient: { how: "merged" } });
        pair.mustBeRelayed();
        await cast.showsWhole(pair.client, messages, "merged");
      },
    ),
    check(
      {
        id: "separate-when-cut",
        points: 10,
        needs: ["client-shows"],
        title: {
          "pt-BR": "As mensagens continuam inteiras quando a rede as corta em pedaços",
          en: "The messages stay whole when the network cuts them into pieces",
        },
        hint: {
          "pt-BR":
            "Uma mensagem só está completa quando o seu fim chegou: chame recv() num laço até lá, e só então decodifique.",
          en: "A message is complete only when its end has come: call recv() in a loop until then, and only then decode.",
        },
      },
      async (cast) => {
        const pair = await cast.pair({ toClient: { how: "cut", sizes: [1, 3, 7] } });
        pair.mustBeRelayed();
        await cast.showsWhole(pair.client, messages, "cut");
      },
    ),
    clientEnds(
      {
        points: 5,
        needs: ["client-shows"],
        title: { "pt-BR": "O cliente termina sozinho", en: "The client ends by itself" },
        hint: {
          "pt-BR": "Depois da terceira mensagem, feche o socket e deixe o programa terminar.",
          en: "After the third message, close the socket and let the program end.",
        },
      },
      async (cast) => {
        const pair = await cast.pair(whole);
        return pair.client;
      },
    ),
    check(
      {
        id: "serves-again",
        points: 5,
        needs: ["sends-three"],
        title: {
          "pt-BR": "Um segundo cliente também é atendido",
          en: "A second client is served too",
        },
        hint: {
          "pt-BR": "Depois de fechar a conexão de um cliente, o servidor volta ao accept().",
          en: "After closing one client's connection, the server goes back to accept().",
        },
      },
      async (cast) => {
        const pair = await cast.pair(whole);
        await pair.serverSends(messages);
        await pair.client.triesToExit();
        await pair.nextClient();
        await pair.serverSends(messages);
      },
    ),
  ],
});
