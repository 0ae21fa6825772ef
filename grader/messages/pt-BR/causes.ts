import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import { roleOf } from "../../model/role.ts";
import { block } from "../block.ts";
import type { Catalogue } from "../catalogue.ts";
import { byteMistake, differenceBlock } from "../difference.ts";
import { likelyNames } from "../names.ts";
import { ending, named, roleNames, short } from "./actor.ts";
import { attempts } from "./attempts.ts";
import { datagramCauses } from "./datagrams.ts";
import { echo } from "./echo.ts";
import { captureCauses } from "./capture.ts";
import { advice, at, crash, excerpt } from "./error.ts";
import { notShown, oneRecv } from "./lessons.ts";
import { limit } from "./limits.ts";
import { manyClients } from "./many-clients.ts";
import { byteMistakes } from "./mistakes.ts";
import { counter } from "./counter.ts";
import { multicast } from "./multicast.ts";
import { program } from "./program.ts";
import { quote, rightNow } from "./speech.ts";
import { tcpLife } from "./tcp-life.ts";

/** Why a check failed, as a teacher would put it. */
export const causes: Catalogue["causes"] = {
  ...echo,
  ...manyClients,

  "missing-role": ({ role, found }) =>
    `Não encontrei o programa do ${roleNames[role]} na sua entrega.${found.length === 0 ? " Não há nenhum programa na pasta." : ` Programas que vi: ${quote.list(found)}.`} Dê ao arquivo um nome que diga o papel dele (${likelyNames(role)}) ou aponte-o no sockgrade.yaml.`,

  "not-gradable": ({ reason }) =>
    `Não dá para corrigir o que foi entregue. O corretor diz:\n${block(reason)}\nEntregue os próprios programas, com nomes que digam o papel de cada um, ou aponte-os no sockgrade.yaml.`,

  ...program,

  crashed: (cause, names) =>
    `O ${named(cause.actor, names)} quebrou${at(cause.place, names.file(cause.actor))}: ${crash(cause)}.${excerpt(cause.place)}${advice(cause)}`,

  "exited-early": (cause, names) =>
    `O ${named(cause.actor, names)} terminou antes da hora${ending(cause)}, com a conversa ainda pela metade.${cause.code === 0 ? " Não houve erro: o programa simplesmente chegou ao fim." : ""} Confira se falta um laço em volta dessa parte, ou se alguma condição sai dele cedo demais.`,

  "not-exited": (cause, names) =>
    `O ${named(cause.actor, names)} devia ter terminado e continua de pé.${rightNow(cause)} Depois da despedida, saia do laço, feche o socket e deixe o programa chegar ao fim.`,

  "exit-code": (cause, names) =>
    `O ${named(cause.actor, names)} fez o trabalho, mas terminou mal${ending(cause)}; quem termina bem sai com código 0.${cause.lastLine === "" ? "" : ` A última linha que deixou foi ${quote.text(cause.lastLine)}.`}${advice(cause)}`,

  spinning: (cause, names) =>
    `O ${named(cause.actor, names)} gastou ${quote.seconds(cause.cpuMs)} de processador dando voltas num laço, sem esperar por nada. Quase sempre é isto: o outro lado fechou, recv() passou a devolver 0 bytes na hora, e o laço não percebe. Trate 0 bytes como fim de conversa (if not dados: break); no roteiro, fim da seção "TCP".`,

  "killed-grader": () =>
    "Duas vezes, ao executar esta verificação, o processo que observava os seus programas foi derrubado. Um programa só pode encerrar a si mesmo e o que ele próprio iniciou: procure um kill(), ou memória que cresce sem parar.",
  flooding: (cause, names) =>
    `O ${named(cause.actor, names)} já escreveu ${quote.number(cause.bytes)} bytes na tela e não para; precisei interrompê-lo. Parece um print() dentro de um laço que nunca espera. Confira o que acontece quando recv() devolve 0 bytes.`,

  "limit-hit": limit,

  "not-listening": (cause, names) =>
    `O ${named(cause.actor, names)} não abriu nenhuma porta, então ninguém consegue falar com ele.${rightNow(cause)} Confira se bind() e, em TCP, listen() são chamados antes de qualquer outra espera; no roteiro, seção "TCP".`,

  "not-connected": (cause, names) =>
    `O ${named(cause.actor, names)} não se conectou ao servidor${cause.listening === undefined ? "" : `, que esperava em ${neutralise(cause.listening.address)} porta ${cause.listening.port}`}.${attempts(cause)}${cause.lastLine === "" ? "" : ` A última linha que ele deixou foi ${quote.text(cause.lastLine)}.`}${rightNow(cause)} Compare endereço e porta do connect() com os do bind().`,

  "wrong-port": (cause, names) =>
    `O ${named(cause.actor, names)} usa a porta ${cause.actual}, mas o roteiro pede a ${cause.expected}. Troque o número no código; os dois programas têm de usar o mesmo.`,

  "not-accepted": (cause, names) =>
    `O ${named(cause.actor, names)} não atendeu ${cause.nth === 1 ? "o cliente" : `o ${cause.nth}º cliente`}: a conexão ficou na fila do sistema, sem accept().${rightNow(cause)} A fila (o número em listen()) faz o cliente achar que conectou; quem atende é o accept(), que precisa ser chamado de novo para cada cliente.`,

  "not-closed": (cause, names) =>
    `O ${named(cause.actor, names)} não fechou a conexão: nenhum FIN saiu dele, e o outro lado não tem como saber que acabou.${rightNow(cause)} Chame close() no socket da conexão (o que o accept() devolveu, no servidor); no roteiro, seção "TCP".`,

  "connection-reset": (cause, names) =>
    `O ${named(cause.actor, names)} derrubou a conexão com RST em vez de encerrá-la com FIN; quem está do outro lado vê um erro, não um fim. Isso acontece quando se fecha um socket com bytes ainda por ler, ou quando o programa morre no meio. Leia tudo antes de chamar close().`,

  "closed-early": (cause, names) =>
    `O ${named(cause.actor, names)} fechou a conexão cedo demais: ainda havia conversa pela frente. Confira se o close() não ficou dentro do laço, ou se alguma condição encerra antes da despedida.`,

  ...tcpLife,

  "never-asked": (cause, names) =>
    `O ${named(cause.actor, names)} nunca leu o teclado: eu ia digitar ${quote.text(cause.typed)}, mas ele não pediu.${rightNow(cause)} Confira se o programa chega até o input() nessa altura da conversa; ${roleOf(cause.actor) === "sender" ? 'no roteiro, a última linha do sender de "IP-Multicast"' : 'no roteiro, a tabela do "Ping-Pong" mostra a ordem'}.`,

  "not-shown": (cause, names) => notShown(cause, named(cause.actor, names)),

  "nothing-shown": (cause, names) =>
    `O ${named(cause.actor, names)} não mostrou nada ${afterWhat[cause.after]}. Quem está olhando para o terminal precisa saber o que está acontecendo: um print() basta. Se o print() existe, falta descarregar o buffer: print(…, flush=True).`,

  "screen-hidden": (cause, names) =>
    `O ${named(cause.actor, names)} imprimiu ${quote.text(cause.expected)}, mas o texto ficou preso no buffer de saída e não apareceu na hora. Descarregue-o: print(…, flush=True) em Python, System.out.flush() em Java, fflush(stdout) em C.`,

  "bytes-literal": (cause, names) =>
    `O ${named(cause.actor, names)} mostrou ${quote.text(cause.actual)} em vez de ${quote.text(cause.expected)}. O b'…' é como o Python escreve bytes: recv() devolve bytes, não texto. Decodifique antes de imprimir: print(dados.decode()); no roteiro, o client.py da seção "TCP".`,

  "stale-tail": (cause, names) =>
    `O ${named(cause.actor, names)} mostrou ${quote.text(cause.actual)} em vez de ${quote.text(cause.expected)}: o fim é resto de uma mensagem anterior, mais longa, que continuou no buffer. Use só os n bytes que a leitura devolveu: new String(buf, 0, n) em Java, buf[n] = 0 em C.`,

  "mangled-text": (cause, names) =>
    `Os acentos se perderam no ${named(cause.actor, names)}: esperava ${quote.text(cause.expected)}, apareceu ${quote.text(cause.actual)}. Os dois lados precisam da mesma codificação: encode("utf-8") ao enviar, decode("utf-8") ao receber.`,

  glued: (cause, names) =>
    `O ${named(cause.actor, names)} mostrou as mensagens coladas, ${quote.text(cause.actual)}, e não uma a uma: ${quote.list(cause.expected)}. No TCP os bytes chegam em fila e nada marca onde uma mensagem termina: é o seu programa que precisa separá-las antes de imprimir. No roteiro, "Múltiplos Pacotes".`,

  "one-recv-is-not-one-message": (cause, names) => oneRecv(cause, named(cause.actor, names)),

  "no-pause": (cause, names) =>
    `O ${named(cause.actor, names)} não fez a pausa depois da primeira mensagem. O roteiro pede um sleep() ali, em "Múltiplos Pacotes": é durante a pausa que as outras duas mensagens chegam e se juntam, e é isso que o exercício quer mostrar.`,

  "not-sent": (cause, names) =>
    `${quote.bytes(cause.expected)} não saiu do ${named(cause.actor, names)} para o ${short(cause.to)}: nada disso passou pelo fio.${rightNow(cause)} Confira se o send() está no caminho, na conexão certa, e se o texto vira bytes antes: conexao.sendall(texto.encode()).`,

  "wrong-bytes": (cause, names) =>
    `O ${named(cause.actor, names)} enviou ${quote.bytes(cause.actual)} em vez de ${quote.bytes(cause.expected)}. A primeira diferença está no byte ${cause.offset + (cause.before ?? 0)}, contando a partir de 0:${differenceBlock(cause, { expected: "esperado", actual: "enviado", byte: `byte ${cause.offset + (cause.before ?? 0)}` })}\n${byteMistakes[byteMistake(cause)]}`,

  "unexpected-bytes": (cause, names) =>
    `O ${named(cause.actor, names)} enviou bytes que não deviam estar ali: ${quote.bytes(cause.actual)}.${quote.dump(cause.actual) || " "}Confira se há um send() a mais, ou se a mesma mensagem sai duas vezes.`,

  ...multicast,
  ...datagramCauses,
  ...counter,

  "not-waiting-again": (cause, names) =>
    `O cliente foi embora e o ${named(cause.actor, names)} não voltou a esperar pelo próximo.${rightNow(cause)} Depois de fechar uma conexão, volte ao accept(): são dois laços, um dentro do outro, clientes por fora e mensagens por dentro. No roteiro, a última linha da tabela do "Ping-Pong".`,

  "everyone-receives": () =>
    `Os dois programas estão parados em recv(), cada um esperando o outro falar; assim ninguém fala nunca mais (é um impasse, ou deadlock). No "Ping-Pong" do roteiro o cliente fala primeiro e os dois se alternam. Procure um recv() chamado duas vezes seguidas, um send() que faltou, ou uma espera por um "\\n" que o outro lado não manda.`,

  "spoke-first": (cause, names) =>
    `O ${named(cause.actor, names)} falou fora da vez: mandou ${quote.text(cause.actual)} antes de receber qualquer coisa. No "Ping-Pong" do roteiro quem começa é o cliente.`,

  "word-not-honoured": (cause, names) =>
    `Digitei ${quote.text(cause.word)} e o ${named(cause.actor, names)} não encerrou.${rightNow(cause)} Compare a linha sem o fim de linha: texto.strip() == ${quote.text(cause.word)}. No roteiro, "Ping-Pong": o laço continua até que o usuário digite SAIR.`,

  "ended-by-message": (cause, names) =>
    `O ${named(cause.actor, names)} encerrou ao ver ${quote.text(cause.message)}, que é uma mensagem comum. Compare a linha inteira (texto == "SAIR") e não um pedaço ("SAIR" in texto).`,

  ...captureCauses,

  "too-slow": (cause, names) =>
    `${cause.actor === undefined ? "A verificação" : `O ${named(cause.actor, names)}`} passou do limite de ${quote.seconds(cause.limitMs)} e precisei interromper. Procure um sleep() longo, ou um laço que pergunta as horas em vez de esperar por dados.`,
};

const afterWhat: Readonly<Record<CauseOf<"nothing-shown">["after"], string>> = {
  connected: "quando a conexão foi feita",
  disconnected: "quando a conexão acabou",
  started: "ao começar",
};
