import {
  check,
  defineExercise,
  multicastReceiver,
  multicastSender,
} from "../../grader/spec/exercise.ts";
import { countsUp } from "../../grader/spec/multicast/counting.ts";
import { keepsRhythm } from "../../grader/spec/multicast/rhythm.ts";

/** Where datagrams of the grader's come from: in a slot every address is its own. */
const origins = ["10.77.0.21", "10.77.0.34"] as const;

export default defineExercise({
  id: "ex9",
  slug: "multicast-counter",
  port: 8888,
  group: "224.2.2.3",
  title: { "pt-BR": "Contador multicast", en: "Multicast counter" },
  roles: { receiver: multicastReceiver(), sender: multicastSender() },
  demonstration: async ({ group }) => {
    const receivers = [await group.receiver(), await group.receiver()];
    const sender = await group.sender();
    await sender.actor.prints("numero 3");
    await sender.actor.vanishes();
    for (const receiver of receivers) await receiver.prints("numero 3");
  },
  checks: [
    check(
      {
        id: "joins",
        points: 10,
        title: {
          "pt-BR": "O receptor abre uma porta UDP e entra num grupo multicast",
          en: "The receiver opens a UDP port and joins a multicast group",
        },
        hint: {
          "pt-BR":
            "new MulticastSocket(8888) só abre a porta; quem entra no grupo é joinGroup(). Em Python, setsockopt() com IP_ADD_MEMBERSHIP.",
          en: "new MulticastSocket(8888) only opens the port; joinGroup() is what joins. In Python, setsockopt() with IP_ADD_MEMBERSHIP.",
        },
      },
      async ({ group }) => {
        await group.receiver();
      },
    ),
    check(
      {
        id: "receiver-address",
        points: 5,
        needs: ["joins"],
        title: {
          "pt-BR": "O grupo do receptor é 224.2.2.3 e a porta, 8888",
          en: "The receiver's group is 224.2.2.3 and its port 8888",
        },
        hint: {
          "pt-BR": "São os dois valores do MReceiver; em C, a porta passa por htons().",
          en: "Both values stand in MReceiver; in C, the port goes through htons().",
        },
      },
      async ({ group }) => {
        const receiver = await group.receiver();
        receiver.isAtMeetingPlace();
      },
    ),
    check(
      {
        id: "shows-message",
        points: 15,
        needs: ["joins"],
        title: {
          "pt-BR": "O receptor mostra cada mensagem que chega, uma após a outra",
          en: "The receiver shows every message that comes, one after the other",
        },
        hint: {
          "pt-BR":
            "receive() fica dentro de while (true), e só getLength() bytes do buffer são da mensagem: new String(buffer, 0, pacote.getLength()).",
          en: "receive() stands inside while (true), and only getLength() bytes of the buffer belong to the message: new String(buffer, 0, packet.getLength()).",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const peer = await group.peer(origins[0]);
        const [long = "", middle = "", short = ""] = words.shrinking(3);
        for (const [index, word] of [long, short, middle].entries()) {
          const text = `Multicast numero ${index + 1} ${word}`;
          await peer.sends(text, receiver);
          await receiver.prints(text);
          await receiver.waitsForMore();
        }
      },
    ),
    check(
      {
        id: "shows-address",
        points: 10,
        needs: ["shows-message"],
        title: {
          "pt-BR": "Junto da mensagem, o receptor mostra o endereço de quem enviou",
          en: "Beside the message, the receiver shows the address of who sent it",
        },
        hint: {
          "pt-BR":
            'System.out.println("From " + pacote.getAddress() + " Msg : " + texto). Em Python, recvfrom() devolve os bytes e o endereço.',
          en: 'System.out.println("From " + packet.getAddress() + " Msg : " + text). In Python, recvfrom() returns the bytes and the address.',
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const [origin] = origins;
        const peer = await group.peer(origin);
        const text = `Multicast numero 1 ${words.next()}`;
        await peer.sends(text, receiver);
        await receiver.prints(text);
        await receiver.printsOrigin(origin);
      },
    ),
    check(
      {
        id: "two-senders",
        points: 5,
        needs: ["shows-address"],
        title: {
          "pt-BR": "Dois emissores ao mesmo tempo: as mensagens e os endereços dos dois aparecem",
          en: "Two senders at once: the messages and the addresses of both are shown",
        },
        hint: {
          "pt-BR":
            "O receptor não se liga a ninguém (nada de connect()): cada datagrama traz o endereço de quem o enviou.",
          en: "The receiver binds itself to nobody (no connect()): every datagram brings the address of its sender.",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const peers = [await group.peer(origins[0]), await group.peer(origins[1])];
        const texts = peers.map(() =>
          [1, 2, 3].map((number) => `Multicast numero ${number} ${words.next()}`),
        );
        for (const turn of [0, 1, 2])
          for (const [index, peer] of peers.entries())
            await peer.sends(texts[index]?.[turn] ?? "", receiver);
        await receiver.printsAllOf(texts);
        for (const origin of origins) await receiver.printsOrigin(origin);
      },
    ),
    check(
      {
        id: "two-receivers",
        points: 10,
        needs: ["shows-message"],
        title: {
          "pt-BR": "Dois receptores na mesma máquina recebem a mesma mensagem",
          en: "Two receivers on one machine get the same message",
        },
        hint: {
          "pt-BR":
            "O MulticastSocket já divide a porta. Em Python, antes do bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
          en: "A MulticastSocket shares its port by itself. In Python, before bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1).",
        },
      },
      async ({ group, words }) => {
        const receiver = await group.receiver();
        const other = await group.receiver();
        const peer = await group.peer(origins[1]);
        const text = `Multicast numero 1 ${words.next()}`;
        await peer.sends(text, receiver);
        await receiver.prints(text);
        await other.prints(text);
      },
    ),
    check(
      {
        id: "sends",
        points: 10,
        title: {
          "pt-BR": "O emissor envia a um grupo multicast, sem que ninguém digite nada",
          en: "The sender sends to a multicast group, without anybody typing anything",
        },
        hint: {
          "pt-BR":
            "O destino do DatagramPacket é o endereço do grupo. O texto sai do contador, não do teclado.",
          en: "The DatagramPacket goes to the address of the group. The text comes from the counter, not from the keyboard.",
        },
      },
      async ({ group }) => {
        const sender = await group.sender();
        await sender.sendsToGroup();
      },
    ),
    check(
      {
        id: "sender-address",
        points: 5,
        needs: ["sends"],
        title: {
          "pt-BR": "O emissor envia para 224.2.2.3, porta 8888",
          en: "The sender sends to 224.2.2.3, port 8888",
        },
        hint: {
          "pt-BR": "O mesmo grupo e a mesma porta do receptor.",
          en: "The same group and the same port as the receiver's.",
        },
      },
      async ({ group }) => {
        const sender = await group.sender();
        await sender.sendsTo();
      },
    ),
    check(
      {
        id: "counts",
        points: 10,
        needs: ["sends"],
        title: {
          "pt-BR": "As mensagens são numeradas: 1, 2, 3, sempre um a mais",
          en: "The messages are numbered: 1, 2, 3, one more each time",
        },
        hint: {
          "pt-BR":
            "O contador nasce antes do laço e sobe uma vez a cada volta, antes do envio: a primeira mensagem é Multicast numero 1.",
          en: "The counter is born before the loop and rises once in every round, before sending: the first message is Multicast numero 1.",
        },
      },
      async ({ group }) => {
        await countsUp(await group.sender(), 3);
      },
    ),
    check(
      {
        id: "rhythm",
        points: 10,
        needs: ["sends"],
        title: {
          "pt-BR": "Sai um datagrama a cada 500 ms, mais ou menos",
          en: "A datagram goes out about every 500 ms",
        },
        hint: {
          "pt-BR":
            "Thread.sleep(500) conta em milissegundos; time.sleep(0.5), em segundos; usleep(500000), em microssegundos. Aceita-se de 400 a 700 ms.",
          en: "Thread.sleep(500) counts milliseconds; time.sleep(0.5) seconds; usleep(500000) microseconds. From 400 to 700 ms will do.",
        },
      },
      async ({ group }) => {
        await keepsRhythm(await group.sender(), { least: 400, most: 700 });
      },
    ),
    check(
      {
        id: "together",
        points: 10,
        needs: ["two-receivers", "sends"],
        title: {
          "pt-BR": "Dois dos seus receptores mostram o que dois dos seus emissores enviam",
          en: "Two of your receivers show what two of your senders send",
        },
        hint: {
          "pt-BR":
            "O mesmo grupo e a mesma porta nos dois programas. O emissor não precisa de porta fixa: com bind(8888) o segundo não sobe.",
          en: "The same group and the same port in both programs. A sender needs no port of its own choice: with bind(8888) a second one does not start.",
        },
      },
      async ({ group }) => {
        await group.receiver();
        await group.receiver();
        await group.sender();
        await group.sender();
        await group.everybodyHearsEverybody();
      },
    ),
  ],
});
