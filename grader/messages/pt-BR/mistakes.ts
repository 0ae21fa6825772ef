import type { ByteMistake } from "../difference.ts";
import type { Mistake } from "../mistake.ts";

/** What to do about the errors that students meet often. */
export const mistakes: Readonly<Record<Mistake, string>> = {
  "needs-bytes": "Pela rede só passam bytes: antes de enviar, texto.encode().",
  "needs-text": "O que recv() devolve são bytes: antes de juntar com texto, dados.decode().",
  "address-in-use":
    "A porta já está ocupada, por outro servidor ou por um que acabou de fechar. Ligue SO_REUSEADDR antes do bind().",
  "not-our-address":
    'O bind() aceita um endereço desta máquina, ou "" para todos. Um endereço escrito no código só serve em uma máquina: receba-o como argumento.',
  "udp-port-in-use":
    "Outro programa já tem essa porta UDP. Só o servidor precisa de uma conhecida: o cliente dispensa o bind(), ou associa a porta 0, e recebe uma só sua.",
  refused: "Não havia ninguém escutando nesse endereço e porta: compare com o bind() do servidor.",
  reset:
    "O outro lado foi embora no meio da conversa. Um servidor precisa sobreviver a isso: trate o erro em volta de recv() e send().",
  "keyboard-ended":
    "O programa quis ler mais uma linha e o teclado já tinha acabado. Veja se ele pede alguma coisa a mais do que o roteiro.",
  "not-utf8":
    "Os bytes não formam um texto inteiro: ou um acento chegou pela metade (recv() corta onde quiser), ou o outro lado não usa UTF-8.",
  "unknown-host":
    "O nome da máquina não foi encontrado: confira o endereço passado a connect() ou bind().",
  "no-argument":
    "Se essa posição vem de sys.argv (ou args), o programa espera argumentos; o roteiro o executa sem nenhum.",
  "socket-closed":
    "O programa usa um socket depois de fechá-lo. Veja se o close() não está dentro do laço.",
  "segmentation-fault":
    "Foi uma falha de segmentação: um ponteiro ou índice fora do lugar. Compile com -g -fsanitize=address para ver a linha.",
};

/** The same for bytes that are not the right ones. */
export const byteMistakes: Readonly<Record<ByteMistake, string>> = {
  "extra-newline":
    'Há um fim de linha sobrando no final: provavelmente a linha lida do teclado foi enviada com o "\\n" dela.',
  "missing-newline": "Falta só o fim de linha no final.",
  "nul-padding":
    "O texto está certo, mas seguido de bytes zero: foi enviado o buffer inteiro. Envie só o tamanho do texto (strlen, não sizeof).",
  "length-prefix":
    "O texto está certo, mas com o tamanho na frente, como faz writeUTF() em Java. O roteiro pede só o texto.",
  "cut-short":
    "O começo está certo e falta o fim. Em C, sizeof de um ponteiro vale 8: use strlen(); em Python, sendall() garante que tudo saia.",
  "letter-case":
    "As letras estão certas, mas ficaram minúsculas entre elas: em Python, dados.upper() põe em maiúsculas tanto bytes quanto texto.",
  nothing: "Não saiu byte nenhum.",
  different:
    "Envie o texto tal como ele é, sem mudar maiúsculas, espaços nem acentos; em Python, texto.encode() já usa UTF-8.",
};
