import type { LanguageSigns } from "./language.ts";

export const rust: LanguageSigns = {
  language: "rust",
  name: "Rust",
  extensions: [".rs"],
  comments: "slashes",
  needsMain: true,
  runnable: /\bfn\s+main\s*\(\s*\)/,
  listens: /\bTcpListener\s*::\s*bind\b|\.accept\s*\(|\.incoming\s*\(/,
  connects: /\bTcpStream\s*::\s*connect/,
  // An address that ends in `:0` asks for any port: that is how clients are written.
  binds: /\bUdpSocket\s*::\s*bind\s*\((?!\s*&?"[^"\n]{0,60}:0")/,
  sends: /\bUdpSocket\s*::\s*bind\b/,
  imports: /\bmod\s+(\w+)\s*;/g,
  portCalls: [
    /\b(?:bind|connect|connect_timeout|send_to)\s*\([^;\n]{0,200}?"[^"\n]{0,100}:(\d{1,5})"/g,
    /\b(?:bind|connect|send_to)\s*\([^;\n]{0,200}?\([^()\n]{0,100},\s*(\d{1,5})\s*\)/g,
  ],
};
