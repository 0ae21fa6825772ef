import { quote } from "./speech.ts";

/** What a construct of Python 2 is called. */
export function python2Construct(construct: string): string {
  return names[construct] ?? quote.text(construct);
}

/** How to write in Python 3 what it does. */
export function python2Repair(construct: string): string {
  return repairs[construct] ?? "In Python 3, use input() and print(…) with brackets.";
}

const names: Readonly<Record<string, string>> = {
  "print statement": "print without brackets",
  "exec statement": "exec without brackets",
  backticks: "a text in backticks",
};

const repairs: Readonly<Record<string, string>> = {
  "print statement": "In Python 3 print is a function: print(…), with brackets.",
  "exec statement": "In Python 3 exec is a function: exec(…), with brackets.",
  "except X, e": 'In Python 3 the line reads "except X as e:".',
  "raise X, message": "In Python 3 it is raise X(message).",
  "<>": "In Python 3 it is written !=, and in no other way.",
  backticks: "In Python 3 it is repr(…).",
  raw_input: "In Python 3 raw_input() is called input().",
  xrange: "In Python 3 xrange() is called range().",
  unicode: "In Python 3 every text is Unicode already: str().",
  "import SocketServer": "In Python 3 the module is called socketserver, in small letters.",
  "import Queue": "In Python 3 the module is called queue, in small letters.",
  "import thread": "In Python 3 use the module threading: threading.Thread(target=…).start().",
  "import Tkinter": "In Python 3 the module is called tkinter, in small letters.",
};
