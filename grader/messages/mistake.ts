/** An error that students meet often, whatever language they write in. */
export type Mistake =
  | "needs-bytes"
  | "needs-text"
  | "address-in-use"
  | "not-our-address"
  | "udp-port-in-use"
  | "refused"
  | "reset"
  | "keyboard-ended"
  | "not-utf8"
  | "unknown-host"
  | "no-argument"
  | "socket-closed"
  | "segmentation-fault";

/** Recognises a frequent error by the last line a program left, or by the signal that ended it. */
export function mistakeOf(end: {
  lastLine: string;
  signal?: string | undefined;
  transport?: "udp" | undefined;
}): Mistake | undefined {
  if (end.signal === "SIGSEGV") return "segmentation-fault";
  const mistake = patterns.find(([pattern]) => pattern.test(end.lastLine))?.[1];
  // With SO_REUSEADDR two UDP sockets share a port, and only one of them hears: no advice to give.
  return mistake === "address-in-use" && end.transport === "udp" ? "udp-port-in-use" : mistake;
}

const patterns: readonly (readonly [RegExp, Mistake])[] = [
  [/bytes-like object is required/, "needs-bytes"],
  [/can only concatenate str|must be str, not bytes|can't concat str to bytes/, "needs-text"],
  // Java calls both of them a BindException.
  [/cannot assign requested address|EADDRNOTAVAIL/i, "not-our-address"],
  [/address already in use|EADDRINUSE|BindException/i, "address-in-use"],
  [/connection ?refused|ECONNREFUSED/i, "refused"],
  [/connection ?reset|ECONNRESET|broken ?pipe|EPIPE/i, "reset"],
  [/EOFError|NoSuchElementException|No line found/, "keyboard-ended"],
  [/UnicodeDecodeError/, "not-utf8"],
  [/gaierror|UnknownHostException|ENOTFOUND/, "unknown-host"],
  [/list index out of range|ArrayIndexOutOfBounds/, "no-argument"],
  [/bad file descriptor|socket is closed|socket closed/i, "socket-closed"],
];
