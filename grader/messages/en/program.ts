import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { ProgramCause } from "../../model/program-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { The } from "./actor.ts";
import { at, excerpt } from "./error.ts";
import { python2Construct, python2Repair } from "./python2.ts";
import { quote } from "./speech.ts";

/** Why a program can not do anything at all, or nothing here, and what to change. */
export const program: Pick<Catalogue["causes"], ProgramCause["kind"]> = {
  python2: ({ role, place, construct, mixedWith }, names) =>
    `${The(role, names)} ${mixedWith === undefined ? "is written in Python 2" : "is half Python 2 and half Python 3, so neither of them runs it"}: ${python2Construct(construct)}${at(place, names.file(role))} is not Python 3, and ${mixedWith === undefined ? "there is no Python 2 on this machine" : `${quote.text(mixedWith)} is not Python 2`}.${excerpt(place)}\n${python2Repair(construct)} Besides that, encode() before sending and decode() after receiving. In the handout: the end of "Ping-Pong", "Observe que para ler do teclado em Python 2 …".`,

  "syntax-error": ({ role, place, error }, names) =>
    `${The(role, names)} never started: there is a syntax error${at(place, names.file(role))}: ${quote.text(error)}.${excerpt(place)}\n${syntaxAdvice(error)}`,

  "wrong-encoding": ({ role, place, encoding }, names) =>
    `${The(role, names)} never started: the file is not saved as UTF-8, ${encoding === "utf-16" ? "but as UTF-16, which Python does not read" : `which is what Python reads; the first letter it cannot read is${at(place, names.file(role))}`}.${encoding === "utf-16" ? "" : excerpt(place)}\nSave the file as UTF-8 (in the editor: "Save with encoding")${encoding === "utf-16" ? "." : ', or say in its first line which encoding it has: "# -*- coding: latin-1 -*-".'}`,

  "module-missing": ({ role, module, meant, instead }, names) =>
    `${The(role, names)} imports ${quote.text(module)}, which this machine does not have.${moduleAdvice({ meant, instead })}`,

  "shadowed-module": ({ role, module, file }, names) =>
    `${The(role, names)} imports ${quote.text(module)} and gets your own file ${quote.text(file)} instead of the module of Python: a file beside the program goes first. Give that file another name (my_${neutralise(file.split("/").at(-1) ?? "")}, say), delete the __pycache__ beside it, and change the imports that do mean your file.`,

  "wrong-system": ({ role, thing, place }, names) =>
    `${The(role, names)} is written for Windows: ${quote.text(thing)}${at(place, names.file(role))} does not exist on Linux, where it is graded.${excerpt(place)}\n${windowsAdvice(thing)}`,

  "does-not-compile": ({ role, output, place }, names) =>
    `${The(role, names)} does not compile${place === undefined ? "" : `; the first error is${at(place, names.file(role))}`}. The compiler said:${quote.block(output)}\nStart with the first error: the others often follow from it.`,

  "no-main": ({ role, wants }, names) =>
    `${The(role, names)} has nowhere to begin: the file has no main. The program starts at ${quote.text(wants)}; check its spelling, its brackets, and that it is not inside a comment or another function.`,

  "main-not-called": (cause, names) =>
    `${The(cause.role, names)} ended at once and did nothing: ${notCalled(cause)}${excerpt(cause.place)}\n${callAdvice(cause)}`,

  "wrong-class-name": ({ role, className, place }, names) =>
    `${The(role, names)} does not compile: the class ${quote.text(className)} is public, and in Java a public class must have the name of its file.${excerpt(place)}\nCall the file ${neutralise(className)}.java, or the class ${neutralise(
      place.file
        .split("/")
        .at(-1)
        ?.replace(/\.java$/i, "") ?? "",
    )}.`,

  "needs-arguments": ({ role, output, run }, names) =>
    `${The(role, names)} stopped and asked for arguments that I could not guess.${quote.block(output)}\nI tried none, the port alone, and address and port. Say how to start it in sockgrade.yaml, with {host} and {port} in their places${run === undefined ? ", or give" : `; from what it says, these lines may do:${quote.block(`${role}:\n  run: ${run}`)}\nOr give`} them defaults in the code.`,

  "needs-display": ({ role, thing }, names) =>
    `${The(role, names)} wants to open a window (${neutralise(thing)}), and there is no screen where it is graded. The exercise takes place in the terminal: read from the keyboard with input() and show with print(), and leave the window out.`,

  "needs-file": ({ role, path, place }, names) =>
    `${The(role, names)} ended because a file is not there: ${quote.text(path)}${at(place, names.file(role))}.${excerpt(place)}\nHand the file in beside the program and open it by its name alone, without folders of your own machine; or do without it.`,

  "privileged-port": ({ role, port, place }, names) =>
    `${The(role, names)} may not listen on ${port === undefined ? "its port" : `port ${port}`}${at(place, names.file(role))}: below 1024 only the administrator of a machine may.${excerpt(place)}\nUse the port of the handout, or any other from 1024 on.`,

  "foreign-address": ({ role, address, doing, place }, names) =>
    doing === "bind"
      ? `${The(role, names)} wants to listen at ${quote.text(address)}${at(place, names.file(role))}, which is an address of another machine.${excerpt(place)}\nbind() takes an address of the machine that the program runs on: "" for all of them, or "127.0.0.1".`
      : `${The(role, names)} calls ${quote.text(address)}${at(place, names.file(role))}, an address that is written in the code and belongs to another machine; from here nobody answers there.${excerpt(place)}\nTake the address from an argument or from the keyboard, or write "127.0.0.1" while both programs run on one machine.`,

  "port-taken-by-itself": ({ role, how, place }, names) =>
    `${The(role, names)} ended because its port was taken${at(place, names.file(role))}, ${how === "bound-twice" ? "and nobody else had it" : "by the server that it wants to talk to"}.${excerpt(place)}\n${takenAdvice[how]}`,
};

function syntaxAdvice(error: string): string {
  if (/TabError|inconsistent use of tabs/.test(error))
    return "Some lines are set in with tabs and others with spaces, which look alike and are not. Have the editor turn all tabs into spaces.";
  if (/IndentationError|indent/.test(error))
    return "In Python the spaces in front of a line say what it belongs to: the lines of a block stand exactly below one another.";
  return "If that line looks right, look at the one above: often a bracket, a quote or a colon is missing there.";
}

function moduleAdvice({
  meant,
  instead,
}: Pick<CauseOf<"module-missing">, "meant" | "instead">): string {
  if (meant !== undefined) return ` Did you mean ${quote.text(meant)}?`;
  if (instead !== undefined)
    return ` The exercise can be done without it: what the language brings along will do: ${neutralise(instead)}.`;
  return " If the module is yours, check that its file was handed in too; if it is an installed package, the exercise can be done without it, with the standard library alone.";
}

function windowsAdvice(thing: string): string {
  if (/winsock|ws2/i.test(thing))
    return "On Linux the same functions are in <sys/socket.h>, <netinet/in.h>, <arpa/inet.h> and <unistd.h>; WSAStartup() and WSACleanup() are left out, and closesocket() is close().";
  if (/windows\.h|conio/i.test(thing))
    return "For sockets and the keyboard it is not needed: use <sys/socket.h>, <unistd.h> and <stdio.h>, and sleep(1) for Sleep(1000).";
  return "For reading the keyboard and talking over a socket it is not needed: input() and the socket module work on every system.";
}

function notCalled({ name, place, mistake }: CauseOf<"main-not-called">): string {
  const line = at(place, place.file);
  switch (mistake) {
    case "no-call":
      return `the function ${quote.text(name)} is defined${line}, and nobody calls it.`;
    case "no-brackets":
      return `${quote.text(name)}${line} only names the function; without brackets it is not called.`;
    case "guard":
      return `the condition${line} is never true: __name__ is "__main__", with two underscores on either side, and not ${quote.text(name)}.`;
  }
}

function callAdvice({ name, mistake }: CauseOf<"main-not-called">): string {
  if (mistake === "guard")
    return 'The line reads: if __name__ == "__main__": (all of it, the colon too).';
  return `At the end of the file, with nothing in front of it, write: ${neutralise(name)}()`;
}

const takenAdvice: Readonly<Record<CauseOf<"port-taken-by-itself">["how"], string>> = {
  "bound-twice":
    "The program itself has it already: bind() or listen() is called twice for the same port, perhaps because it stands inside the loop. Create, bind and listen once, before the loop; only accept() is repeated.",
  "client-binds":
    "A client does not need bind(): leave it out, and connect() gives it a free port of its own.",
  "starts-server":
    'It imports the file of the server, and importing a file runs it: the client has started a second server. Put what the server does when it is started below if __name__ == "__main__":, or move what both need into a third file.',
};
