import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { named, short } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

type MulticastCause =
  | "not-joined"
  | "other-group"
  | "deaf-to-group"
  | "port-not-shared"
  | "nothing-multicast"
  | "sent-elsewhere"
  | "not-one-datagram"
  | "wrong-ttl";

/** Why a check about multicast failed. */
export const multicast: Pick<Catalogue["causes"], MulticastCause> = {
  "not-joined": (cause, names) =>
    cause.bound === undefined
      ? `O ${named(cause.actor, names)} não entrou em nenhum grupo multicast, e nem chegou a abrir uma porta UDP.${rightNow(cause)} Crie o socket com SOCK_DGRAM, chame bind(("", ${cause.group.port})) e entre em ${neutralise(cause.group.address)} com setsockopt() e ${joining(cause.group.address)}; no roteiro, o receiver de "IP-Multicast".`
      : `O ${named(cause.actor, names)} abriu a porta UDP ${cause.bound.port}, mas não entrou em nenhum grupo multicast: ele não está na tabela de grupos do sistema.${rightNow(cause)} O bind() só abre a porta; o que é enviado a ${neutralise(cause.group.address)} só chega a quem entrou no grupo, com setsockopt() e ${joining(cause.group.address)} (joinGroup() em Java, addMembership() em Node). No roteiro, as últimas linhas antes do laço do receiver.`,

  "other-group": (cause, names) =>
    `O ${named(cause.actor, names)} entrou no grupo ${neutralise(cause.actual)}; o roteiro pede ${neutralise(cause.expected)}. ${cause.expected.includes(":") && !cause.actual.includes(":") ? "Esse é um grupo de IPv4, que nenhum socket AF_INET6 alcança. Em IPv6, o endereço de um grupo começa com ff." : "O que se envia a um grupo não chega ao outro: compare o endereço do código com o do roteiro, algarismo por algarismo."}`,

  "deaf-to-group": (cause, names) =>
    `O ${named(cause.actor, names)} entrou em ${neutralise(cause.group.address)}, mas o socket está associado a ${endpoint(cause.bound)}: assim ele só recebe o que é enviado exatamente a esse endereço, e nunca o que vai para o grupo.${rightNow(cause)} Associe-o a todos os endereços, bind(("", ${cause.bound.port})), ou ao próprio grupo, como fazem os roteiros.`,

  "port-not-shared": (cause, names) =>
    `O ${named(cause.actor, names)} não conseguiu a porta ${cause.port}: quem está com ela é o ${short(cause.first)}, o seu próprio programa, no terminal ao lado. Numa mesma máquina, todos os receptores de um grupo precisam da mesma porta, e cada um tem de aceitar dividi-la antes do bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1), ou reuseAddr: true em Node. No roteiro, a linha logo acima do bind() do receiver.`,

  "nothing-multicast": (cause, names) =>
    `Nenhum datagrama saiu do ${named(cause.actor, names)}${cause.text === undefined ? "" : `, embora ele tenha recebido ${quote.text(cause.text)} para enviar`}.${rightNow(cause)} Confira se ele chega a sock.sendto(texto.encode(), ("${neutralise(cause.group.address)}", ${cause.group.port})) e se nada antes disso espera por uma resposta: em multicast ninguém responde.`,

  "sent-elsewhere": (cause, names) =>
    `O ${named(cause.actor, names)} enviou o datagrama para ${endpoint(cause.actual)}, mas ${cause.range === undefined ? `os receptores estão em ${endpoint(cause.expected)}` : `o roteiro pede um grupo de ${neutralise(cause.range)} e a porta ${cause.expected.port}`}. ${sentTo[cause.what]}`,

  "not-one-datagram": (cause, names) =>
    `O ${named(cause.actor, names)} recebeu uma linha e enviou ${quote.number(cause.contents.length)} datagramas: ${cause.contents.map(quote.bytes).join(", ")}. Cada sendto() é um datagrama, que todos os receptores recebem e mostram: uma linha, um sendto(). Procure um segundo sendto(), ou um laço em volta dele.`,

  "wrong-ttl": (cause, names) =>
    cause.isIpv6 === true
      ? `Os datagramas do ${named(cause.actor, names)} saíram com limite de saltos ${cause.actual}; deveria ser ${cause.expected}.${cause.actual === 1 ? " 1 é o valor de um socket em que ninguém mexeu: um datagrama assim não passa do primeiro roteador." : ""} Antes do sendto(): sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, ${cause.expected}). IP_MULTICAST_TTL é de IPv4: um socket de IPv6 a aceita sem reclamar, e nada muda; IPV6_UNICAST_HOPS não vale para grupos.`
      : `Os datagramas do ${named(cause.actor, names)} saíram com TTL ${cause.actual}; o sender do roteiro usa ${cause.expected}.${cause.actual === 1 ? " 1 é o valor de um socket em que ninguém mexeu: um datagrama assim não passa do primeiro roteador." : ""} Antes do sendto(): sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, ${cause.expected}). IP_TTL é outra opção, que não vale para grupos.`,
};

/** What the likely mistake is. */
const sentTo: Readonly<Record<CauseOf<"sent-elsewhere">["what"], string>> = {
  "other-group":
    "Esse é outro grupo, em que nenhum deles está: compare o endereço do sendto() com o do receptor.",
  "other-version":
    "Esse endereço é da outra versão do IP, que nenhum socket dos receptores ouve: família, endereço e opções mudam juntos.",
  "other-port":
    "O grupo está certo e a porta não: só recebe quem abriu exatamente aquela porta. Compare o número do sendto() com o do bind() do receptor.",
  broadcast:
    "Isso é broadcast: vai para todas as máquinas de uma rede, queiram ou não. O multicast vai para o endereço do grupo, e só recebe quem entrou nele.",
  unicast:
    "Esse é o endereço de uma máquina só: no máximo um programa recebe, e grupo nenhum. Envie para o endereço do próprio grupo; quem entrou nele recebe uma cópia.",
};

function joining(group: string): string {
  return group.includes(":") ? "IPV6_JOIN_GROUP" : "IP_ADD_MEMBERSHIP";
}
