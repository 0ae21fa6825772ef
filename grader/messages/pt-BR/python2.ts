import { quote } from "./speech.ts";

/** What a construct of Python 2 is called. */
export function python2Construct(construct: string): string {
  return names[construct] ?? quote.text(construct);
}

/** How to write in Python 3 what it does. */
export function python2Repair(construct: string): string {
  return repairs[construct] ?? "Em Python 3 use input() e print(…) com parênteses.";
}

const names: Readonly<Record<string, string>> = {
  "print statement": "print sem parênteses",
  "exec statement": "exec sem parênteses",
  "raise X, message": '"raise X, mensagem"',
  backticks: "um texto entre crases",
};

const repairs: Readonly<Record<string, string>> = {
  "print statement": "Em Python 3 o print é uma função: print(…), com parênteses.",
  "exec statement": "Em Python 3 o exec é uma função: exec(…), com parênteses.",
  "except X, e": 'Em Python 3 a linha fica "except X as e:".',
  "raise X, message": "Em Python 3 se escreve raise X(mensagem).",
  "<>": "Em Python 3 se escreve !=, e de nenhum outro jeito.",
  backticks: "Em Python 3 se escreve repr(…).",
  raw_input: "Em Python 3 o raw_input() se chama input().",
  xrange: "Em Python 3 o xrange() se chama range().",
  unicode: "Em Python 3 todo texto já é Unicode: str().",
  "import SocketServer": "Em Python 3 o módulo se chama socketserver, em minúsculas.",
  "import Queue": "Em Python 3 o módulo se chama queue, em minúsculas.",
  "import thread": "Em Python 3 use o módulo threading: threading.Thread(target=…).start().",
  "import Tkinter": "Em Python 3 o módulo se chama tkinter, em minúsculas.",
};
