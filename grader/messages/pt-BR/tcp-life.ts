import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { TcpLifeCause } from "../../model/tcp-life-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { isLoopback } from "../../lib/loopback.ts";
import { stateName } from "../state-name.ts";
import { named, short } from "./actor.ts";
import { attempts } from "./attempts.ts";
import { quote, rightNow } from "./speech.ts";

/** Where programs listen and connect to, and how a connection lives and ends. */
export const tcpLife: Pick<Catalogue["causes"], TcpLifeCause["kind"]> = {
  "listens-elsewhere": (cause, names) =>
    `O ${named(cause.actor, names)} escuta em ${endpoint(cause.listening)}, mas ${told(cause)} devia ser ${neutralise(cause.expected)}. Quem decide é o primeiro valor do par passado ao bind(): "127.0.0.1" é só esta máquina, "" (que o netstat mostra como 0.0.0.0) são todas as interfaces dela.`,

  "only-loopback": (cause, names) =>
    `O ${named(cause.actor, names)} escuta apenas em ${endpoint(cause.listening)}, e nenhuma outra máquina chega lá: a interface de loopback nunca sai do próprio host. Na rede, a máquina do servidor é ${neutralise(cause.host)}; use esse endereço no bind(), ou "" para todas as interfaces. Se o endereço veio de gethostname(): na maioria das máquinas Linux o próprio nome está no /etc/hosts como 127.0.0.1 ou 127.0.1.1, que também é loopback.`,

  "wrong-host": (cause, names) =>
    `O ${named(cause.actor, names)} não foi até a máquina do servidor, que é ${endpoint(cause.expected)}.${attempts({ ...cause, attempts: cause.tried })}${goesToItself(cause)}${cause.lastLine === "" ? "" : ` A última linha que ele deixou foi ${quote.text(cause.lastLine)}.`} O cliente deve receber o endereço do servidor como primeiro argumento (ou perguntá-lo), e não tê-lo escrito no código.`,

  "left-over": (cause, names) =>
    `A conversa acabou, mas o ${named(cause.actor, names)} ainda tem uma ponta da conexão no estado ${stateName(cause.state)}: ${endpoint(cause.local)} ↔ ${endpoint(cause.remote)}.${rightNow(cause)}${cause.state === "close-wait" ? " CLOSE-WAIT quer dizer que o outro lado já fechou e o sistema espera que este programa chame close(). Quando recv() devolver b'', saia do laço e feche o socket que o accept() devolveu." : " Feche o socket dos dois lados quando a conversa terminar."}`,

  "closed-first": (cause, names) =>
    `O ${named(cause.actor, names)} fechou a conexão antes do outro lado. No roteiro quem fecha primeiro é o cliente: o servidor continua chamando recv() até receber b'', e só então chama close(). Quem fecha primeiro fica com a conexão em TIME-WAIT; num servidor, isso pode deixar a porta ocupada.`,

  "refusal-untold": (cause, names) =>
    `Não havia servidor no ar, e o ${named(cause.actor, names)} não diz nada sobre isso${cause.screen.trim() === "" ? ": a tela ficou vazia" : ` na tela: ${quote.text(cause.screen.trim())}`}. Nesse caso o connect() falha com "Connection refused": deixe a exceção aparecer, ou trate-a e imprima que ninguém responde.`,

  "refusal-exit-zero": (cause, names) =>
    `Não havia servidor no ar, e o ${named(cause.actor, names)} terminou com código 0, que significa que deu tudo certo. Scripts e outros programas só enxergam esse código: depois da mensagem, saia com sys.exit(1), ou não capture a exceção.`,

  "keeps-trying": (cause, names) =>
    `Não havia servidor no ar, e o ${named(cause.actor, names)} continua de pé.${rightNow(cause)} Um connect() recusado responde na hora: avise e termine, sem tentar de novo e sem esperar que se aperte uma tecla.`,
};

function told({ told: address }: CauseOf<"listens-elsewhere">): string {
  if (address === undefined) return "sem argumento";
  return address === ""
    ? 'com o argumento "" (ou 0.0.0.0)'
    : `com o argumento ${quote.text(address)}`;
}

function goesToItself({ actor, tried }: CauseOf<"wrong-host">): string {
  if (!tried.some(({ to }) => isLoopback(to.address))) return "";
  return ` 127.0.0.1, localhost e o próprio nome da máquina são sempre o host em que o programa roda: ali o ${short(actor)} procura um servidor ao lado dele mesmo.`;
}
