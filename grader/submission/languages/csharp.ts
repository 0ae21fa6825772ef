import type { LanguageSigns } from "./language.ts";

export const csharp: LanguageSigns = {
  language: "csharp",
  name: "C#",
  extensions: [".cs"],
  comments: "slashes",
  needsMain: true,
  // A Main, or statements outside of any class, as C# 9 has them: those are not indented.
  runnable:
    /\bstatic\b[^;{}()]{0,100}\b(?:void|int|Task(?:<int>)?)\s+Main\s*\(|^(?:await\b|var\b|while\s*\(|for\s*\(|using\s+var\b|Console\.|(?:int|string|byte\[\]|Socket|TcpListener|TcpClient|UdpClient|IPAddress|IPEndPoint)\s+\w{1,100}\s*=)/m,
  listens: /\bnew\s+TcpListener\b|\bTcpListener\.Create\b|\.(?:Listen|Accept\w{0,30})\s*\(/,
  connects: /\bnew\s+TcpClient\b|\.Connect(?:Async)?\s*\(/,
  binds: /\.Bind\s*\(|\bnew\s+UdpClient\s*\(\s*[^\s)]/,
  sends: /\bnew\s+UdpClient\s*\(\s*\)|\.SendTo(?:Async)?\s*\(/,
  linked: /\.cs$/i,
  portCalls: [
    /\b(?:TcpListener|TcpClient|UdpClient|IPEndPoint|Connect|ConnectAsync|Send)\s*\((?:[^;\n]{0,200}?,)?\s*(\d{1,5})\s*\)/g,
  ],
};
