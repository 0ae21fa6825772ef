import type { LanguageSigns } from "./language.ts";

export const java: LanguageSigns = {
  language: "java",
  name: "Java",
  extensions: [".java"],
  built: [".jar"],
  comments: "slashes",
  needsMain: true,
  // Since Java 25 main may stand outside of any class.
  runnable: /\bstatic\b[^;{}()]{0,100}\bvoid\s+main\s*\(|^void\s+main\s*\(/m,
  listens: /\bServerSocket(?:Channel)?\b|\.accept\s*\(/,
  connects: /\bnew\s+(?:java\.net\.)?Socket\s*\(|\.connect\s*\(|\bSocketChannel\.open\s*\(/,
  binds: /\bnew\s+(?:java\.net\.)?(?:Datagram|Multicast)Socket\s*\(\s*[^\s)]/,
  sends: /\bnew\s+(?:java\.net\.)?DatagramSocket\s*\(\s*\)/,
  linked: /\.java$/i,
  portCalls: [
    /\bnew\s+(?:\w*Socket|InetSocketAddress|DatagramPacket)\s*\((?:[^;]{0,200}?,)?\s*(\d{1,5})\s*\)/g,
  ],
};
