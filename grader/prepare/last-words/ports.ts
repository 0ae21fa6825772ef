import type { Cause } from "../../model/cause.ts";
import { partOf } from "../../model/role.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "./last-words.ts";
import { sourceLine, sourceOf } from "./source-of.ts";

/** It may not have the port, because it is below 1024. */
export function privilegedPort(launch: Launch, words: LastWords): Cause | undefined {
  const { lastLine } = words;
  if (!/permission denied|EACCES|SocketException.*access denied/iu.test(lastLine)) return undefined;
  // A file that may not be read says which.
  if (/permission denied: u?'/iu.test(lastLine)) return undefined;
  const place = withText(launch, words);
  // Node tells the port; else it stands in the line, or somewhere in the program.
  const told = /:(\d{1,5})\b/u.exec(lastLine)?.[1];
  const inLine = launch.ports.filter((one) => place?.text?.includes(String(one)));
  const port = [Number(told ?? 0), ...inLine, ...launch.ports].find((one) => one > 0 && one < 1024);
  if (port === undefined) return undefined;
  return { kind: "privileged-port", role: launch.role, port, place };
}

/** It names another machine's address, and this machine has no such address or no way there. */
export function foreignAddress(launch: Launch, words: LastWords): Cause | undefined {
  const { role, foreignAddresses } = launch;
  const place = withText(launch, words);
  const inLine = foreignAddresses.find((address) => place?.text?.includes(address) === true);
  const address = inLine ?? foreignAddresses[0];
  if (address === undefined) return undefined;
  if (notOurs.test(words.lastLine)) {
    const binds = /\bbind\b/iu.test(place?.text ?? "") || partOf(role) === "server";
    return { kind: "foreign-address", role, address, doing: binds ? "bind" : "connect", place };
  }
  const isCut = noWay.test(words.lastLine) || words.isConnecting;
  if (!isCut || words.hasEveryAddress || partOf(role) === "server") return undefined;
  return { kind: "foreign-address", role, address, doing: "connect", place };
}

const notOurs =
  /cannot assign requested address|EADDRNOTAVAIL|can't assign requested address|requested address is not valid in this context/iu;
const noWay =
  /no route to host|network is unreachable|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|connection timed out|\[Errno 110\]/iu;

/** The port is taken, and nobody but the program itself can have taken it. */
export function portTakenByItself(launch: Launch, words: LastWords): Cause | undefined {
  if (!/address already in use|EADDRINUSE/iu.test(words.lastLine)) return undefined;
  const { role } = launch;
  const place = withText(launch, words);
  if (!words.wasFirst) return undefined;
  if (partOf(role) === "server")
    return { kind: "port-taken-by-itself", role, how: "bound-twice", place };
  // A client of datagrams has reasons for a port of its own, and words of its own where it is taken.
  if (words.transport === "udp") return undefined;
  const other = otherProgramIn(launch, words.spoken);
  if (other !== undefined) {
    return { kind: "port-taken-by-itself", role, how: "starts-server", place: other };
  }
  const binds = /\bbind\s*\(|\bServerSocket\b|\.listen\s*\(/u.test(place?.text ?? sourceOf(launch));
  return binds ? { kind: "port-taken-by-itself", role, how: "client-binds", place } : undefined;
}

/** The innermost line of a Python traceback, where that is in another file that was being imported. */
function otherProgramIn({ file }: Launch, spoken: string): LastWords["place"] {
  const own = file.split("/").at(-1);
  const frames = [
    ...spoken.matchAll(/^ {2}File "(?:[^"\n]*\/)?([^"\n/]+\.py)", line (\d+), in (.+)$/gmu),
  ];
  const imported = frames.find(([, name, , where]) => name !== own && where === "<module>");
  if (imported === undefined) return undefined;
  const isStudents = /serv|recei|recep/iu.test(imported[1] ?? "");
  return isStudents ? { file: imported[1] ?? "", line: Number(imported[2]) } : undefined;
}

/** Only Python quotes the line that it blames. */
function withText(launch: Launch, { place }: LastWords): LastWords["place"] {
  if (place?.line === undefined || place.text !== undefined) return place;
  return { ...place, text: sourceLine(launch, place.line) };
}
