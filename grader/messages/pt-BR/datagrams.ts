import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { named, short } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** Causes that only datagrams have, or a program for the other transport. */
export const datagramCauses: Pick<
  Catalogue["causes"],
  "wrong-transport" | "truncated-datagram" | "hears-only-one" | "wrong-recipient"
> = {
  "wrong-transport": (cause, names) =>
    cause.expected === "udp"
      ? `O ${named(cause.actor, names)} usa TCP, e este exercício é sobre UDP: ${cause.actor.startsWith("server") ? "ele escuta conexões, mas nenhum datagrama chega até ele" : "ele tentou conectar-se, quando devia enviar datagramas"}. Crie o socket com socket.socket(socket.AF_INET, socket.SOCK_DGRAM) e tire listen(), accept() e connect(): recvfrom() diz quem enviou, sendto() diz para quem vai. No roteiro, seção "UDP".`
      : `O ${named(cause.actor, names)} usa UDP, e este exercício é sobre TCP: ele abriu uma porta para datagramas, mas ninguém consegue conectar-se a ela. Crie o socket com socket.socket(), sem SOCK_DGRAM, e chame listen() e accept(); no roteiro, seção "TCP".`,

  "truncated-datagram": (cause, names) =>
    `O ${named(cause.actor, names)} recebeu um datagrama com um texto de ${quote.number(cause.sent)} bytes e ficou só com ${quote.number(cause.kept)}. O número em recvfrom() é o tamanho do seu buffer: o que não cabe é jogado fora, e o recvfrom() seguinte traz o próximo datagrama, não o resto deste. Um número maior não custa nada: recvfrom(65535) recebe qualquer datagrama. No roteiro, seção "UDP": "menos dados lidos que enviados".`,

  "hears-only-one": (cause, names) =>
    `O ${named(cause.actor, names)} chamou connect() no seu socket UDP. Daí em diante o sistema só lhe entrega o que o primeiro cliente envia; os datagramas dos outros são jogados fora, e ninguém fica sabendo. Um servidor não usa connect(): recvfrom() diz quem enviou, e sendto(resposta, addr) responde a esse. No roteiro, seção "UDP".`,

  "wrong-recipient": (cause, names) =>
    `O ${named(cause.actor, names)} enviou ${quote.bytes(cause.bytes)} para o ${named(cause.actual, names)}, mas era a resposta do ${short(cause.expected)}. Um só socket UDP atende todo mundo, por isso cada resposta tem de ir para o endereço que veio com aquela mensagem: data, addr = sock.recvfrom(4096) e depois sock.sendto(resposta, addr). Procure um addr guardado numa variável única, que a mensagem seguinte sobrescreve.`,
};

/** What is said instead where an exercise is about datagrams: there are no connections to speak of. */
export const withDatagrams: Catalogue["datagrams"] = {
  "not-listening": (cause, names) =>
    `O ${named(cause.actor, names)} não associou nenhuma porta UDP, e assim nenhum datagrama o encontra.${rightNow(cause)} Crie o socket com SOCK_DGRAM e chame bind() antes de qualquer outra coisa; no roteiro, seção "UDP".`,

  "not-connected": (cause, names) =>
    `O ${named(cause.actor, names)} não enviou nenhum datagrama ao servidor${cause.listening === undefined ? "" : `, que esperava em ${neutralise(cause.listening.address)} porta ${cause.listening.port}`}.${attempts(cause)}${cause.lastLine === "" ? "" : ` A última linha que deixou foi ${quote.text(cause.lastLine)}.`}${rightNow(cause)} Confira se o programa chega ao sendto(), e compare o endereço e a porta dele com os do bind() do servidor.`,

  "not-sent": (cause, names) =>
    `${quote.bytes(cause.expected)} não saiu do ${named(cause.actor, names)} para o ${short(cause.to)}: não vi nenhum datagrama com isso.${rightNow(cause)} Confira se o programa chega ao sendto(), se o texto vira bytes antes e se o endereço é o certo: sock.sendto(texto.encode(), addr).`,

  "never-asked": (cause, names) =>
    `O ${named(cause.actor, names)} nunca leu o teclado: eu ia digitar ${quote.text(cause.typed)}, mas ele não pediu.${rightNow(cause)} Confira se o programa chega até o input() nessa altura: a ordem é a da tabela do "Ping-Pong", só o transporte mudou.`,

  "not-waiting-again": (cause, names) =>
    `O ${named(cause.actor, names)} não está esperando datagramas.${rightNow(cause)} Em UDP não há conversa para encerrar: depois de cada resposta o laço volta ao recvfrom(), e atende quem enviar em seguida. No roteiro, seção "UDP".`,

  "exited-early": (cause, names) =>
    `O ${named(cause.actor, names)} terminou cedo demais${cause.code === undefined ? "" : ` (código ${cause.code})`}.${cause.code === 0 ? " Não houve erro: o programa simplesmente chegou ao fim." : ""} ${cause.actor.startsWith("server") ? "Um servidor UDP não tem de quem se despedir: atende quem enviar, até o Ctrl+C. Falta um laço, ou uma mensagem vazia ou especial o interrompe?" : "Falta um laço em volta desta parte, ou uma condição sai dele antes da hora?"}`,

  "everyone-receives": () =>
    `Os dois programas estão parados em recvfrom(), cada um esperando o outro falar; assim ninguém fala nunca mais (é um impasse, ou deadlock). Procure um recvfrom() chamado duas vezes seguidas, um sendto() que faltou ou que vai para outra porta, ou uma mensagem vazia que não chega a ser enviada.`,

  "not-exited": (cause, names) =>
    `O ${named(cause.actor, names)} devia ter terminado e continua lá.${rightNow(cause)} Depois da despedida, saia do laço sem mais um recvfrom(): a uma despedida ninguém precisa responder.`,
};

function attempts({ attempts: tried }: CauseOf<"not-connected">): string {
  if (tried === undefined) return "";
  if (tried.length === 0) return " Nenhum pacote dele foi visto.";
  const places = tried.map(({ protocol, to }) =>
    protocol === "udp"
      ? `Enviou datagramas para ${endpoint(to)}, onde ninguém os espera.`
      : `Tentou conectar-se (TCP) a ${endpoint(to)}.`,
  );
  return ` ${places.join(" ")}`;
}
