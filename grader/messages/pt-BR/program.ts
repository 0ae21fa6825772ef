import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { ProgramCause } from "../../model/program-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { named } from "./actor.ts";
import { at, excerpt } from "./error.ts";
import { python2Construct, python2Repair } from "./python2.ts";
import { quote } from "./speech.ts";

/** Why a program can not do anything at all, or nothing here, and what to change. */
export const program: Pick<Catalogue["causes"], ProgramCause["kind"]> = {
  python2: ({ role, place, construct, mixedWith }, names) =>
    `O ${named(role, names)} ${mixedWith === undefined ? "está em Python 2" : "está metade em Python 2 e metade em Python 3, e nenhum dos dois o executa"}: ${python2Construct(construct)}${at(place, names.file(role))} não existe em Python 3, e ${mixedWith === undefined ? "esta máquina não tem Python 2" : `${quote.text(mixedWith)} não existe em Python 2`}.${excerpt(place)}\n${python2Repair(construct)} Além disso, encode() ao enviar e decode() ao receber. No roteiro, fim do "Ping-Pong": "Observe que para ler do teclado em Python 2 …".`,

  "syntax-error": ({ role, place, error }, names) =>
    `O ${named(role, names)} nem chegou a rodar: há um erro de sintaxe${at(place, names.file(role))}: ${quote.text(error)}.${excerpt(place)}\n${syntaxAdvice(error)}`,

  "wrong-encoding": ({ role, place, encoding }, names) =>
    `O ${named(role, names)} nem chegou a rodar: o arquivo não está salvo em UTF-8, ${encoding === "utf-16" ? "e sim em UTF-16, que o Python não lê" : `que é o que o Python lê; a primeira letra que ele não entende está${at(place, names.file(role))}`}.${encoding === "utf-16" ? "" : excerpt(place)}\nSalve o arquivo em UTF-8 (no editor: "Salvar com codificação")${encoding === "utf-16" ? "." : ' ou diga na primeira linha qual é a codificação: "# -*- coding: latin-1 -*-".'}`,

  "module-missing": ({ role, module, meant, instead }, names) =>
    `O ${named(role, names)} importa ${quote.text(module)}, que não existe nesta máquina.${moduleAdvice({ meant, instead })}`,

  "shadowed-module": ({ role, module, file }, names) =>
    `O ${named(role, names)} importa ${quote.text(module)} e recebe o seu arquivo ${quote.text(file)} no lugar do módulo do Python: um arquivo ao lado do programa vem primeiro. Dê outro nome a esse arquivo (meu_${neutralise(file.split("/").at(-1) ?? "")}, por exemplo), apague o __pycache__ que estiver ao lado e acerte os imports que querem mesmo o seu arquivo.`,

  "wrong-system": ({ role, thing, place }, names) =>
    `O ${named(role, names)} foi escrito para Windows: ${quote.text(thing)}${at(place, names.file(role))} não existe no Linux, onde ele é corrigido.${excerpt(place)}\n${windowsAdvice(thing)}`,

  "does-not-compile": ({ role, output, place }, names) =>
    `O ${named(role, names)} não compila${place === undefined ? "" : `; o primeiro erro está${at(place, names.file(role))}`}. O compilador disse:${quote.block(output)}\nComece pelo primeiro erro: os outros muitas vezes são consequência dele.`,

  "no-main": ({ role, wants }, names) =>
    `O ${named(role, names)} não tem por onde começar: falta o main no arquivo. O programa começa em ${quote.text(wants)}; confira como está escrito, as chaves, e se não ficou dentro de um comentário ou de outra função.`,

  "main-not-called": (cause, names) =>
    `O ${named(cause.role, names)} terminou na hora, sem fazer nada: ${notCalled(cause)}${excerpt(cause.place)}\n${callAdvice(cause)}`,

  "wrong-class-name": ({ role, className, place }, names) =>
    `O ${named(role, names)} não compila: a classe ${quote.text(className)} é pública, e em Java uma classe pública precisa ter o nome do arquivo.${excerpt(place)}\nChame o arquivo de ${neutralise(className)}.java, ou a classe de ${neutralise(
      place.file
        .split("/")
        .at(-1)
        ?.replace(/\.java$/i, "") ?? "",
    )}.`,

  "needs-arguments": ({ role, output, run }, names) =>
    `O ${named(role, names)} terminou pedindo argumentos que não consegui adivinhar.${quote.block(output)}\nTentei sem argumentos, só com a porta e com endereço e porta. Diga como iniciá-lo no sockgrade.yaml, com {host} e {port} no lugar certo${run === undefined ? ", ou dê" : `; pelo que ele diz, talvez bastem estas linhas:${quote.block(`${role}:\n  run: ${run}`)}\nSenão, dê`} valores padrão no código.`,

  "needs-display": ({ role, thing }, names) =>
    `O ${named(role, names)} quer abrir uma janela (${neutralise(thing)}), e onde ele é corrigido não há tela. O exercício acontece no terminal: leia do teclado com input(), mostre com print() e deixe a janela de lado.`,

  "needs-file": ({ role, path, place }, names) =>
    `O ${named(role, names)} terminou porque falta um arquivo: ${quote.text(path)}${at(place, names.file(role))}.${excerpt(place)}\nEntregue o arquivo junto com o programa e abra-o só pelo nome, sem pastas da sua máquina; ou faça sem ele.`,

  "privileged-port": ({ role, port, place }, names) =>
    `O ${named(role, names)} não pode escutar ${port === undefined ? "nessa porta" : `na porta ${port}`}${at(place, names.file(role))}: abaixo de 1024, só o administrador da máquina pode.${excerpt(place)}\nUse a porta do roteiro, ou qualquer outra a partir de 1024.`,

  "foreign-address": ({ role, address, doing, place }, names) =>
    doing === "bind"
      ? `O ${named(role, names)} quer escutar em ${quote.text(address)}${at(place, names.file(role))}, que é endereço de outra máquina.${excerpt(place)}\nO bind() aceita um endereço da máquina em que o programa roda: "" para todos, ou "127.0.0.1".`
      : `O ${named(role, names)} chama ${quote.text(address)}${at(place, names.file(role))}, um endereço escrito no código que é de outra máquina; daqui, ninguém responde lá.${excerpt(place)}\nReceba o endereço como argumento ou pelo teclado, ou escreva "127.0.0.1" enquanto os dois programas estão na mesma máquina.`,

  "port-taken-by-itself": ({ role, how, place }, names) =>
    `O ${named(role, names)} terminou porque a porta já estava ocupada${at(place, names.file(role))}, ${how === "bound-twice" ? "e ninguém mais a tinha" : "pelo servidor com quem ele quer falar"}.${excerpt(place)}\n${takenAdvice[how]}`,
};

function syntaxAdvice(error: string): string {
  if (/TabError|inconsistent use of tabs/.test(error))
    return "Umas linhas estão recuadas com tab e outras com espaços: parecem iguais e não são. Mande o editor trocar todos os tabs por espaços.";
  if (/IndentationError|indent/.test(error))
    return "Em Python os espaços no começo da linha dizem a que bloco ela pertence: as linhas de um bloco ficam exatamente uma embaixo da outra.";
  return "Se essa linha parece certa, olhe a de cima: costuma faltar um parêntese, aspas ou dois-pontos.";
}

function moduleAdvice({
  meant,
  instead,
}: Pick<CauseOf<"module-missing">, "meant" | "instead">): string {
  if (meant !== undefined) return ` Você quis dizer ${quote.text(meant)}?`;
  if (instead !== undefined)
    return ` O exercício se resolve sem ele: basta o que já vem com a linguagem: ${neutralise(instead)}.`;
  return " Se o módulo é seu, confira se o arquivo foi entregue junto; se é um pacote instalado, o exercício se resolve sem ele, só com a biblioteca padrão.";
}

function windowsAdvice(thing: string): string {
  if (/winsock|ws2/i.test(thing))
    return "No Linux as mesmas funções estão em <sys/socket.h>, <netinet/in.h>, <arpa/inet.h> e <unistd.h>; WSAStartup() e WSACleanup() saem, e closesocket() vira close().";
  if (/windows\.h|conio/i.test(thing))
    return "Para sockets e teclado ela não faz falta: use <sys/socket.h>, <unistd.h> e <stdio.h>, e sleep(1) no lugar de Sleep(1000).";
  return "Para ler do teclado e conversar por um socket não faz falta: input() e o módulo socket funcionam em qualquer sistema.";
}

function notCalled({ name, place, mistake }: CauseOf<"main-not-called">): string {
  const line = at(place, place.file);
  switch (mistake) {
    case "no-call":
      return `a função ${quote.text(name)} é definida${line}, e ninguém a chama.`;
    case "no-brackets":
      return `${quote.text(name)}${line} só cita a função; sem os parênteses ela não é chamada.`;
    case "guard":
      return `a condição${line} nunca é verdadeira: __name__ vale "__main__", com dois sublinhados de cada lado, e não ${quote.text(name)}.`;
  }
}

function callAdvice({ name, mistake }: CauseOf<"main-not-called">): string {
  if (mistake === "guard")
    return 'A linha é assim: if __name__ == "__main__": (inteira, com os dois-pontos).';
  return `No fim do arquivo, sem nada antes na linha, escreva: ${neutralise(name)}()`;
}

const takenAdvice: Readonly<Record<CauseOf<"port-taken-by-itself">["how"], string>> = {
  "bound-twice":
    "Quem já a tem é o próprio programa: bind() ou listen() é chamado duas vezes para a mesma porta, talvez por estar dentro do laço. Crie o socket, faça bind() e listen() uma vez só, antes do laço; só o accept() se repete.",
  "client-binds":
    "Um cliente não precisa de bind(): tire-o, e connect() lhe dá uma porta livre só dele.",
  "starts-server":
    'Ele importa o arquivo do servidor, e importar um arquivo o executa: o cliente ligou um segundo servidor. Ponha o que o servidor faz ao ser iniciado embaixo de if __name__ == "__main__":, ou leve o que os dois usam para um terceiro arquivo.',
};
