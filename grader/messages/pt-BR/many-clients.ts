import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { named, short } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** What goes wrong where many clients want one server at the same time. */
export const manyClients: Pick<
  Catalogue["causes"],
  "not-at-once" | "mixed-up" | "left-behind" | "ports-not-shown"
> = {
  "not-at-once": (cause, names) =>
    `${others(cause.open)}, e o ${named(cause.actor, names)} não atendeu o próximo: ${cause.accepted ? "ele foi aceito, mas a mensagem dele ficou sem leitura e sem resposta" : "a conexão dele ficou na fila do sistema, sem accept(); essa fila faz o cliente achar que já está conectado"}.${rightNow(cause)} ${cause.open === 1 ? "Quem está calado não pode prender os outros: logo depois do accept(), entregue cada conexão a uma thread só dela (em socketserver, ThreadingTCPServer no lugar de TCPServer), ou vigie todas com select()." : "Há um limite de clientes, um pool com poucas threads, ou uma espera por alguém que já está sendo atendido?"} No roteiro, "Multiserver TCP": cada cliente é tratado na sua própria thread.`,

  "mixed-up": (cause, names) =>
    `O ${named(cause.actor, names)} trocou os clientes: a resposta ${quote.bytes(cause.answer)} era para o ${short(cause.asked)} e foi para o ${short(cause.got)}. A conexão e a mensagem têm de ser de um cliente só: passe-as à thread como argumentos e guarde-as em variáveis locais, não em globais que o próximo cliente sobrescreve.`,

  "left-behind": (cause, names) =>
    `${quote.number(cause.clients)} clientes vieram e foram embora, e o ${named(cause.actor, names)} ainda guarda ${quote.number(cause.count)} ${kept[cause.what]}, e a conta cresce a cada cliente. Assim, um servidor que fica semanas no ar chega ao limite. ${remedies[cause.what]}`,

  "ports-not-shown": (cause, names) =>
    `Cinco clientes se conectaram ao ${named(cause.actor, names)}, todos do mesmo endereço, cada um de uma porta diferente: ${cause.ports.join(", ")}. Nem todas essas portas estão na tela. É a porta que distingue duas conexões da mesma máquina; ela é o segundo valor do endereço que o accept() devolve (client_address[1] em socketserver). No roteiro, "Multiserver TCP", item 5.`,
};

function others(open: number): string {
  return open === 1
    ? "Um cliente estava conectado e calado"
    : `${quote.number(open)} clientes estavam conectados ao mesmo tempo`;
}

const kept: Readonly<Record<CauseOf<"left-behind">["what"], string>> = {
  processes: "processos",
  zombies: "processos que já terminaram e por quem ninguém esperou (zumbis)",
  threads: "threads",
  descriptors: "descritores abertos (sockets ou arquivos)",
};

const remedies: Readonly<Record<CauseOf<"left-behind">["what"], string>> = {
  processes:
    "Depois de atender o seu cliente, o filho precisa terminar com os._exit(0) (exit(0) em C); senão ele segue pelo laço do pai.",
  zombies:
    "O pai precisa recolher os filhos: signal(SIGCHLD, SIG_IGN), ou waitpid() para os que já terminaram.",
  threads:
    "Faça a função da thread retornar quando o recv() der 0 bytes: procure um laço ou uma espera que ninguém encerra.",
  descriptors:
    "Feche a conexão quando o recv() der 0 bytes, com close() ou um bloco with; depois de um fork(), o pai também fecha a cópia dele.",
};
