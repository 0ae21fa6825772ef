import {
  type Check,
  defineExercise,
  multicastReceiver,
  multicastSender,
} from "../../grader/spec/exercise.ts";
import ex5 from "../ex5-multicast/spec.ts";

/** What is said otherwise than for IPv4; the story of each check, and its points, are those of ex5. */
const inIpv6: Readonly<Record<string, Partial<Pick<Check, "title" | "hint">>>> = {
  joins: {
    title: {
      "pt-BR": "O receptor abre uma porta UDP e entra num grupo multicast IPv6",
      en: "The receiver opens a UDP port and joins an IPv6 multicast group",
    },
    hint: {
      "pt-BR":
        "Um socket AF_INET6; depois do bind(), setsockopt(IPPROTO_IPV6, IPV6_JOIN_GROUP, …) com os 16 bytes do grupo e o número de uma interface, 0 para qualquer uma.",
      en: "A socket of AF_INET6; after bind(), setsockopt(IPPROTO_IPV6, IPV6_JOIN_GROUP, …) with the group's 16 bytes and the number of an interface, 0 for any.",
    },
  },
  "receiver-address": {
    title: {
      "pt-BR": "O grupo do receptor está em ff15::/16 e a porta é 5007",
      en: "The receiver's group is in ff15::/16 and its port is 5007",
    },
    hint: {
      "pt-BR":
        "ff15::1, por exemplo: ff diz multicast, 1 que ninguém registrou o grupo, 5 até onde ele vai (o site).",
      en: "ff15::1, for example: ff says multicast, 1 that nobody has registered the group, 5 how far it reaches (the site).",
    },
  },
  "sender-address": {
    title: {
      "pt-BR": "O emissor envia para um grupo de ff15::/16, porta 5007",
      en: "The sender sends to a group of ff15::/16, port 5007",
    },
  },
  ttl: {
    title: {
      "pt-BR": "Os datagramas saem com limite de saltos 2",
      en: "The datagrams go out with a hop limit of 2",
    },
    hint: {
      "pt-BR":
        "Em IPv6 o TTL se chama limite de saltos, e a opção é outra: sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 2), antes do sendto().",
      en: "In IPv6 the TTL is called hop limit, and its option is another: sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 2), before sendto().",
    },
  },
};

for (const id of Object.keys(inIpv6))
  if (!ex5.checks.some((check) => check.id === id)) throw new Error(`ex5 has no check ${id}`);

export default defineExercise({
  id: "ex13",
  slug: "multicast-ipv6",
  port: 5007,
  group: "ff15::1",
  groupRange: "ff15::/16",
  title: { "pt-BR": "Multicast em IPv6", en: "Multicast over IPv6" },
  roles: { receiver: multicastReceiver(), sender: multicastSender() },
  demonstration: ex5.demonstration,
  checks: ex5.checks.map((check) => ({ ...check, ...inIpv6[check.id] })),
});
