import type { LanguageSigns } from "./language.ts";

export const go: LanguageSigns = {
  language: "go",
  name: "Go",
  extensions: [".go"],
  comments: "slashes",
  startedBy: /^go run$/,
  needsMain: true,
  runnable: /\bfunc\s+main\s*\(\s*\)/,
  listens: /\.Listen(?:TCP|TLS)?\s*\(|\.Accept(?:TCP)?\s*\(|\bListenAndServe\s*\(/,
  connects: /\.Dial(?:TCP|Timeout|Context)?\s*\((?!\s*["`]udp)/,
  // An address that ends in `:0` asks for any port: that is how some clients are written.
  binds:
    /\.Listen(?:UDP|MulticastUDP)\s*\(|\.ListenPacket\s*\(\s*["`]udp[46]?["`]\s*,(?!\s*["`][^"`\n]{0,60}:0?["`])/,
  sends: /\.DialUDP\s*\(|\.Dial\s*\(\s*["`]udp|\.WriteTo(?:UDP)?\s*\(/,
  linked: /\.go$/i,
  portCalls: [
    /\b(?:Listen|Dial|Resolve)\w{0,20}\s*\([^;\n]{0,200}?["`][^"`\n]{0,100}:(\d{1,5})["`]/g,
  ],
};
