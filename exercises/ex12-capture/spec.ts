import { check, defineExercise } from "../../grader/spec/exercise.ts";

export default defineExercise({
  id: "ex12",
  slug: "capture",
  port: 65432,
  title: { "pt-BR": "Captura de pacotes", en: "Packet capture" },
  roles: {},
  files: ["capture", "answers"],
  demonstration: async (cast) => {
    const handedIn = await cast.handedIn();
    await handedIn.shows();
  },
  checks: [
    check(
      {
        id: "capture-opens",
        points: 10,
        title: {
          "pt-BR": "O arquivo de captura abre e tem TCP",
          en: "The capture file opens and holds TCP",
        },
        hint: {
          "pt-BR":
            "Capture no loopback (lo) com tcpdump -i lo -w capture.pcap tcp port 65432, ou salve no Wireshark com Arquivo, Salvar como, pcapng.",
          en: "Capture on the loopback (lo) with tcpdump -i lo -w capture.pcap tcp port 65432, or save in Wireshark with File, Save As, pcapng.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.captureOpens();
      },
    ),
    check(
      {
        id: "capture-whole",
        points: 5,
        needs: ["capture-opens"],
        title: {
          "pt-BR": "O arquivo de captura está inteiro",
          en: "The capture file is whole",
        },
        hint: {
          "pt-BR":
            "Pare a captura antes de copiar o arquivo, e confira se o Wireshark o abre sem aviso.",
          en: "Stop the capture before you copy the file, and see whether Wireshark opens it without a warning.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.captureIsWhole();
      },
    ),
    check(
      {
        id: "answers-open",
        points: 5,
        title: {
          "pt-BR": "As respostas podem ser lidas",
          en: "The answers can be read",
        },
        hint: {
          "pt-BR":
            "respostas.yaml é um texto com uma resposta por linha: chave, dois-pontos, espaço, valor.",
          en: "answers.yaml is a text with one answer a line: key, colon, space, value.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.answersOpen();
      },
    ),
    check(
      {
        id: "answers-complete",
        points: 5,
        needs: ["answers-open"],
        title: {
          "pt-BR": "Todas as perguntas têm resposta",
          en: "Every question has an answer",
        },
        hint: {
          "pt-BR": "Copie o exemplo do enunciado e troque só os valores.",
          en: "Copy the statement's example and change nothing but the values.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.answersAreComplete();
      },
    ),
    check(
      {
        id: "conversation",
        points: 5,
        needs: ["capture-opens", "answers-open"],
        title: {
          "pt-BR": "A conversa das respostas está na captura",
          en: "The conversation of the answers is in the capture",
        },
        hint: {
          "pt-BR":
            "Responda sobre a captura que você entrega: a cada execução a porta do cliente muda.",
          en: "Answer about the capture that you hand in: the client's port changes with every run.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.conversation();
        await handedIn.tellsOtherTraffic();
      },
    ),
    check(
      {
        id: "own-run",
        points: 20,
        needs: ["conversation"],
        title: {
          "pt-BR": "A sua palavra vai ao servidor e volta",
          en: "Your word goes to the server and comes back",
        },
        hint: {
          "pt-BR":
            "Faça o cliente enviar uma palavra que só você escolheria, e escreva a mesma em palavra.",
          en: "Have the client send a word that nobody but you would choose, and write the same as nonce.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.carriesNonce();
      },
    ),
    check(
      {
        id: "handshake",
        points: 10,
        needs: ["conversation"],
        title: {
          "pt-BR": "A conversa começa com SYN; SYN, ACK; ACK",
          en: "The conversation begins with SYN; SYN, ACK; ACK",
        },
        hint: {
          "pt-BR": "Inicie a captura antes do servidor e do cliente.",
          en: "Start the capture before the server and the client.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.beginsWithHandshake();
      },
    ),
    check(
      {
        id: "sequence-numbers",
        points: 5,
        needs: ["conversation"],
        title: {
          "pt-BR": "Os números de sequência fecham: nenhum byte falta, e todos são confirmados",
          en: "The sequence numbers add up: no byte is missing, and all are acknowledged",
        },
        hint: {
          "pt-BR":
            "Entregue a conversa inteira, sem apagar pacotes: seq + len de um é o seq do próximo.",
          en: "Hand in the whole conversation, without deleting packets: seq + len of one is seq of the next.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.addsUp();
      },
    ),
    check(
      {
        id: "teardown",
        points: 10,
        needs: ["conversation"],
        title: {
          "pt-BR": "A conversa termina com FIN e ACK dos dois lados",
          en: "The conversation ends with FIN and ACK from both sides",
        },
        hint: {
          "pt-BR": "Deixe os dois programas chegarem ao close() e só então pare a captura.",
          en: "Let both programs reach close(), and stop the capture only then.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.endsWithTeardown();
      },
    ),
    check(
      {
        id: "ports",
        points: 5,
        needs: ["answers-complete", "conversation"],
        title: {
          "pt-BR": "As portas dos dois lados são as da captura",
          en: "The ports of both sides are those of the capture",
        },
        hint: {
          "pt-BR":
            "No pacote do SYN, a porta de origem é a do cliente e a de destino é a do servidor.",
          en: "In the packet with the SYN, the source port is the client's and the destination port is the server's.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        (await handedIn.answers()).ports();
      },
    ),
    check(
      {
        id: "closed-first",
        points: 5,
        needs: ["answers-complete", "teardown"],
        title: {
          "pt-BR": "Quem fechou primeiro é quem as respostas dizem",
          en: "Who closed first is who the answers say",
        },
        hint: {
          "pt-BR":
            "Procure o primeiro FIN (filtro tcp.flags.fin == 1) e veja a porta de onde ele sai.",
          en: "Look for the first FIN (filter tcp.flags.fin == 1) and see which port it comes from.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        (await handedIn.answers()).closedFirst();
      },
    ),
    check(
      {
        id: "data-segments",
        points: 5,
        needs: ["answers-complete", "conversation"],
        title: {
          "pt-BR": "O número de segmentos com dados está certo",
          en: "The number of segments with data is right",
        },
        hint: {
          "pt-BR": "Filtre tcp.len > 0 e a porta do cliente, e conte os pacotes dos dois sentidos.",
          en: "Filter by tcp.len > 0 and the client's port, and count the packets of both directions.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        (await handedIn.answers()).dataSegments();
      },
    ),
    check(
      {
        id: "data-bytes",
        points: 5,
        needs: ["answers-complete", "conversation"],
        title: {
          "pt-BR": "Os bytes de dados de cada sentido estão certos",
          en: "The bytes of data of each direction are right",
        },
        hint: {
          "pt-BR": "Some o Len dos pacotes de cada lado; cabeçalhos não contam.",
          en: "Add up the Len of each side's packets; headers do not count.",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        (await handedIn.answers()).bytes();
      },
    ),
    check(
      {
        id: "second-connection",
        points: 5,
        needs: ["conversation"],
        title: {
          "pt-BR": "Uma segunda conexão vem de outra porta",
          en: "A second connection comes from another port",
        },
        hint: {
          "pt-BR":
            "Rode o cliente duas vezes durante a mesma captura (e o servidor também, se ele atende um só).",
          en: "Run the client twice during the same capture (and the server too, if it serves only one).",
        },
      },
      async (cast) => {
        const handedIn = await cast.handedIn();
        await handedIn.showsAnotherPort();
      },
    ),
  ],
});
