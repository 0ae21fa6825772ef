import type { Cast } from "../../grader/spec/cast.ts";
import {
  check,
  defineExercise,
  multicastReceiver,
  multicastSender,
} from "../../grader/spec/exercise.ts";

export default defineExercise({
  id: "ex5",
  slug: "multicast",
  port: 5007,
  group: "224.1.1.1",
  title: { "pt-BR": "IP-Multicast", en: "IP multicast" },
  roles: { receiver: multicastReceiver(), sender: multicastSender() },
  demonstration: async ({ group }) => {
    const receivers = [await group.receiver(), await group.receiver()];
    const sender = await group.sender("boa noite a todos");
    await sender.reaches(receivers);
    await sender.actor.exitsWell();
  },
  checks: [
    check(
      {
        id: "joins",
        points: 15,
        title: {
          "pt-BR": "O receptor abre uma porta UDP e entra num grupo multicast",
          en: "The receiver opens a UDP port and joins a multicast group",
        },
        hint: {
          "pt-BR":
            "Depois do bind(), setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, …) com o grupo e a interface; em Java, joinGroup().",
          en: "After bind(), setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, …) with the group and the interface; in Java, joinGroup().",
        },
      },
      async ({ group }) => {
        await group.receiver();
      },
    ),
    check(
      {
        id: "receiver-address",
        points: 4,
        needs: ["joins"],
        title: {
          "pt-BR": "O grupo do receptor é 224.1.1.1 e a porta, 5007",
          en: "The receiver's group is 224.1.1.1 and its port 5007",
        },
        hint: {
          "pt-BR":
            "MCAST_GRP e MCAST_PORT do roteiro valem para os dois programas. Em C, a porta passa por htons().",
          en: "MCAST_GRP and MCAST_PORT of the handout hold for both programs. In C, the port goes through htons().",
        },
      },
      async ({ group }) => {
        const receiver = await group.receiver();
        receiver.isAtMeetingPlace();
      },
    ),
    check(
      {
        id: "prints",
        points: 15,
        needs: ["joins"],
        title: {
          "pt-BR": "O receptor mostra o que foi enviado ao grupo",
          en: "The receiver shows what was sent to the group",
        },
        hint: {
          "pt-BR":
            "print(sock.recv(10240).decode()): o que chega são bytes, o que se mostra é texto.",
          en: "print(sock.recv(10240).decode()): bytes arrive, text is shown.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const peer = await group.peer();
        const text = `${words.next()} ${words.next()} ${words.next()}`;
        await peer.sends(text, receiver);
        await receiver.prints(text);
      },
    ),
    check(
      {
        id: "stays",
        points: 10,
        needs: ["prints"],
        title: {
          "pt-BR": "O receptor continua: várias mensagens, de mais de um emissor",
          en: "The receiver goes on: several messages, from more than one sender",
        },
        hint: {
          "pt-BR":
            "recv() fica dentro de while True. Em C e em Java, mostre só os bytes que chegaram: o buffer ainda guarda o fim da mensagem anterior.",
          en: "recv() stands inside while True. In C and Java, show only the bytes that came: the buffer still holds the end of the message before.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const [long = "", middle = "", short = ""] = words.shrinking(3);
        const peers = [await group.peer(), await group.peer()] as const;
        // Shorter after longer shows the tail of a buffer that is printed whole.
        for (const [index, text] of [long, short, middle].entries()) {
          await peers[index === 0 ? 0 : 1].sends(text, receiver);
          await receiver.prints(text);
          await receiver.waitsForMore();
        }
      },
    ),
    check(
      {
        id: "two-receivers",
        points: 8,
        needs: ["prints"],
        title: {
          "pt-BR": "Dois receptores na mesma máquina recebem a mesma mensagem",
          en: "Two receivers on one machine get the same message",
        },
        hint: {
          "pt-BR":
            "Antes do bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1). Sem isso só um programa pode ter a porta.",
          en: "Before bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1). Without it only one program can have the port.",
        },
      },
      async (cast) => {
        await everybodyPrints(cast, 2);
      },
    ),
    check(
      {
        id: "three-receivers",
        points: 4,
        needs: ["two-receivers"],
        title: { "pt-BR": "Três receptores também", en: "Three receivers do so, too" },
        hint: {
          "pt-BR":
            "Cada terminal roda o mesmo programa, sem nada que dependa de quantos já estão rodando.",
          en: "Every terminal runs the same program, with nothing in it that depends on how many run already.",
        },
      },
      async (cast) => {
        await everybodyPrints(cast, 3);
      },
    ),
    check(
      {
        id: "sends",
        points: 10,
        title: {
          "pt-BR": "O emissor envia um datagrama a um grupo multicast",
          en: "The sender sends a datagram to a multicast group",
        },
        hint: {
          "pt-BR":
            "sock.sendto(texto.encode(), (MCAST_GRP, MCAST_PORT)): o destino é o endereço do grupo, não o de uma máquina.",
          en: "sock.sendto(text.encode(), (MCAST_GRP, MCAST_PORT)): it goes to the address of the group, not of a machine.",
        },
      },
      async ({ group, words }) => {
        const sender = await group.sender(words.next());
        await sender.sendsToGroup();
      },
    ),
    check(
      {
        id: "sends-what-is-typed",
        points: 6,
        needs: ["sends"],
        title: {
          "pt-BR": "O que foi digitado é o que viaja, byte por byte",
          en: "What was typed is what travels, byte by byte",
        },
        hint: {
          "pt-BR":
            "input() lê a linha; encode() a transforma em bytes. Sem rótulo, sem aspas, sem nada em volta.",
          en: "input() reads the line; encode() turns it into bytes. No label, no quotes, nothing around it.",
        },
      },
      async ({ group, words }) => {
        const sender = await group.sender(`${words.next()} ${words.next()}`);
        await sender.sendsWhatItWasTold();
      },
    ),
    check(
      {
        id: "sender-address",
        points: 4,
        needs: ["sends"],
        title: {
          "pt-BR": "O emissor envia para 224.1.1.1, porta 5007",
          en: "The sender sends to 224.1.1.1, port 5007",
        },
        hint: {
          "pt-BR": "O mesmo MCAST_GRP e o mesmo MCAST_PORT do receptor.",
          en: "The same MCAST_GRP and the same MCAST_PORT as the receiver's.",
        },
      },
      async ({ group, words }) => {
        const sender = await group.sender(words.next());
        await sender.sendsTo();
      },
    ),
    check(
      {
        id: "one-datagram",
        points: 3,
        needs: ["sends"],
        title: {
          "pt-BR": "Uma linha digitada é um datagrama, e só um",
          en: "One line typed is one datagram, and no more",
        },
        hint: { "pt-BR": "Um input(), um sendto().", en: "One input(), one sendto()." },
      },
      async ({ group, words }) => {
        const sender = await group.sender(words.next());
        await sender.sendsOnce();
      },
    ),
    check(
      {
        id: "ttl",
        points: 4,
        needs: ["sends"],
        title: {
          "pt-BR": "Os datagramas saem com TTL 2",
          en: "The datagrams go out with a TTL of 2",
        },
        hint: {
          "pt-BR":
            "sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2), antes do sendto(); em Java, setTimeToLive(2) de um MulticastSocket.",
          en: "sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2), before sendto(); in Java, setTimeToLive(2) of a MulticastSocket.",
        },
      },
      async ({ group, words }) => {
        const sender = await group.sender(words.next());
        await sender.sendsWithTtl(2);
      },
    ),
    check(
      {
        id: "sender-ends",
        points: 4,
        needs: ["sends"],
        title: {
          "pt-BR": "Depois de enviar, o emissor termina sozinho, sem erro",
          en: "Once it has sent, the sender ends by itself, without an error",
        },
        hint: {
          "pt-BR":
            "O emissor do roteiro não tem laço e não espera resposta: lê, envia, acaba. Em Node, feche o socket e o readline.",
          en: "The handout's sender has no loop and waits for no answer: it reads, sends, ends. In Node, close the socket and the readline.",
        },
      },
      async ({ group, words }) => {
        const sender = await group.sender(words.next());
        await sender.sendsAndEnds();
      },
    ),
    check(
      {
        id: "together",
        points: 5,
        needs: ["prints", "sends"],
        title: {
          "pt-BR": "Os seus dois programas se entendem",
          en: "Your two programs work with each other",
        },
        hint: {
          "pt-BR": "Mesmo grupo e mesma porta dos dois lados.",
          en: "The same group and the same port on both sides.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const sender = await group.sender(words.next());
        await sender.reaches([receiver]);
      },
    ),
    check(
      {
        id: "accents",
        points: 4,
        needs: ["together"],
        title: {
          "pt-BR": "Acentos chegam inteiros (coração de maçã)",
          en: "Accents arrive whole (coração de maçã)",
        },
        hint: {
          "pt-BR": "A mesma codificação nos dois lados: encode('utf-8') e decode('utf-8').",
          en: "The same encoding on both sides: encode('utf-8') and decode('utf-8').",
        },
      },
      async ({ group }) => {
        const text = "coração de maçã";
        const receiver = await group.receiver();
        const sender = await group.sender(text);
        if (sender.told !== "nothing") return await sender.reaches([receiver], { exactly: true });
        // It says what it likes, and has no accents to send: the grader has.
        const peer = await group.peer();
        await peer.sends(text, receiver);
        await receiver.prints(text, { exactly: true });
      },
    ),
    check(
      {
        id: "empty-line",
        points: 4,
        needs: ["together"],
        title: {
          "pt-BR": "Uma linha vazia não derruba nem trava ninguém",
          en: "An empty line brings nobody down and hangs nobody",
        },
        hint: {
          "pt-BR":
            "Em UDP, um datagrama de 0 bytes é uma mensagem vazia, e não o fim da conversa: não saia do laço por causa dele.",
          en: "In UDP, a datagram of 0 bytes is an empty message, and not the end of the conversation: do not leave the loop for it.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const sender = await group.sender("");
        await sender.finishes();
        sender.isUnhurt();
        const peer = await group.peer();
        await receiver.waitsForMore();
        await peer.sends("", receiver);
        await receiver.waitsForMore();
        const text = words.next();
        await peer.sends(text, receiver);
        await receiver.prints(text);
      },
    ),
    check(
      {
        id: "long-message",
        points: 0,
        needs: ["together"],
        title: {
          "pt-BR": "Uma mensagem de 10.000 bytes aparece inteira",
          en: "A message of 10,000 bytes is shown whole",
        },
        hint: {
          "pt-BR":
            "O que não cabe no buffer do recv() se perde: o do roteiro tem 10240 bytes, o do exemplo em Java só 256.",
          en: "What does not fit into recv()'s buffer is lost: the handout's has 10240 bytes, its Java example's only 256.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const word = words.next();
        const lines = Array.from({ length: 2000 }, (_, index) => `${word} ${index + 1}`);
        const text = lines.join(" ").slice(0, 10_000).trim();
        const peer = await group.peer();
        await peer.sends(text, receiver);
        await receiver.prints(text);
      },
    ),
  ],
});

/** So many receivers on one host, and one datagram for all of them. */
async function everybodyPrints({ group, words }: Cast, count: number): Promise<void> {
  const receivers = [await group.receiver()] as [Awaited<ReturnType<typeof group.receiver>>];
  while (receivers.length < count) receivers.push(await group.receiver());
  const peer = await group.peer();
  const text = words.next();
  await peer.sends(text, receivers[0]);
  for (const receiver of receivers) await receiver.prints(text);
}
