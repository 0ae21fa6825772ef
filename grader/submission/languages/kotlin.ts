import type { LanguageSigns } from "./language.ts";
import { java } from "./java.ts";

export const kotlin: LanguageSigns = {
  ...java,
  language: "kotlin",
  name: "Kotlin",
  extensions: [".kt"],
  built: [],
  runnable: /\bfun\s+main\s*\(/,
  connects: /(?<!Server|Datagram|Multicast)\bSocket\s*\(|\.connect\s*\(|\bSocketChannel\.open\s*\(/,
  binds: /\b(?:Datagram|Multicast)Socket\s*\(\s*[^\s)]/,
  sends: /\bDatagramSocket\s*\(\s*\)/,
  portCalls: [
    /\b(?:\w{0,30}Socket|InetSocketAddress|DatagramPacket)\s*\((?:[^;\n]{0,200}?,)?\s*(\d{1,5})\s*\)/g,
  ],
  linked: /\.kt$/i,
};
