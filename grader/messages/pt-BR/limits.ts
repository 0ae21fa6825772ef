import type { LimitHit } from "../../model/cause.ts";
import type { Names } from "../names.ts";
import { raised } from "../raised.ts";
import { named } from "./actor.ts";
import { quote } from "./speech.ts";

/** Which limit was hit and by how much, what the likely mistake is, and how to allow more. */
export function limit(hit: LimitHit, names: Names): string {
  return `${limitEvent(hit, names)} ${advice[hit.limit]} ${allow(hit)}`;
}

/** The same of a program that came to its end all the same. */
export function limitInPassing(hit: LimitHit, names: Names): string {
  return `${limitEvent(hit, names)} Desta vez não fez mal. ${advice[hit.limit]} ${allow(hit)}`;
}

function limitEvent(hit: LimitHit, names: Names): string {
  const allowed = quote.number(hit.allowed);
  const who = hit.actor === undefined ? "A verificação" : `O ${named(hit.actor, names)}`;
  const measured = hit.value === undefined ? undefined : quote.number(hit.value);
  switch (hit.limit) {
    case "processes":
      return measured === undefined
        ? `${who} quis mais do que os ${allowed} processos e threads que pode ter ao mesmo tempo, e o sistema recusou.`
        : `${who} chegou a ${measured} processos e threads ao mesmo tempo; o limite é ${allowed}, e precisei encerrá-lo.`;
    case "memory":
      return measured === undefined
        ? `${who} quis mais do que os ${allowed} MiB de memória que pode usar, e o sistema o encerrou.`
        : `${who} usou ${measured} MiB de memória; o limite é ${allowed} MiB, e precisei encerrá-lo.`;
    case "cpu":
      return `${who} gastou ${measured ?? `mais de ${allowed}`} s de processador; o limite é ${allowed} s, e ele foi encerrado.`;
    case "wall":
      return `Todas as verificações de uma entrega, juntas, podem levar ${allowed} s, e esse tempo acabou: encerrei esta verificação, ou nem a comecei.`;
    case "file":
      return `${who} quis escrever um arquivo de mais de ${allowed} MiB, e o sistema recusou.`;
    case "disk":
      return `Os programas desta verificação escreveram mais arquivos do que cabem nos ${allowed} MiB que têm, e o sistema recusou.`;
    case "descriptors":
      return `${who} quis mais do que os ${allowed} arquivos e sockets abertos que pode ter ao mesmo tempo, e o sistema recusou.`;
  }
}

const advice: Readonly<Record<LimitHit["limit"], string>> = {
  processes:
    "Procure um fork(), Process() ou Thread() dentro de um laço que não para; um para cada cliente basta.",
  memory:
    "Procure uma lista ou um texto que guarda tudo o que recebe, ou um laço que continua acrescentando depois que recv() devolveu 0 bytes.",
  cpu: "Procure um laço que gira sem esperar por nada; quase sempre é um recv() que devolve 0 bytes porque o outro lado fechou.",
  wall: "Procure um sleep() longo, ou um programa que segue sem parar quando devia esperar ou terminar.",
  file: "Procure um laço que escreve num arquivo e não para.",
  disk: "Procure um laço que escreve num arquivo e não para, ou que cria um arquivo novo a cada volta.",
  descriptors:
    "Procure um socket ou arquivo aberto dentro de um laço e nunca fechado: chame close() quando a conexão acabar.",
};

function allow(hit: LimitHit): string {
  return `Se o programa precisa mesmo disso, quem corrige pode permitir mais: --limit ${hit.limit}=${raised(hit)}.`;
}
