import type { LanguageSigns } from "./language.ts";

export const python: LanguageSigns = {
  language: "python",
  name: "Python",
  extensions: [".py"],
  comments: "hash",
  startedBy: /^python(?:3(?:\.\d+)?)?$/,
  needsMain: false,
  runnable:
    /\bimport\b[^\n]{0,200}\b(?:socket|socketserver|SocketServer|asyncio|telnetlib|xmlrpc)\b|\bfrom\s+(?:socket|socketserver|SocketServer|asyncio|xmlrpc)\b|__main__/,
  listens:
    /\.(?:listen|accept)\s*\(|\b(?:create_server|start_server|(?:Threading|Forking)?(?:TCP|UDP)Server)\b/,
  connects: /\.connect(?:_ex)?\s*\(|\b(?:create_connection|open_connection)\s*\(/,
  binds: /\.bind\s*\(/,
  sends: /\.sendto\s*\(/,
  imports: /^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b|^[ \t]*import[ \t]+([\w., \t]+)/gm,
  portCalls: [
    /\b(?:connect|connect_ex|bind|sendto|create_connection|create_server|(?:Threading|Forking)?(?:TCP|UDP)Server|start_server|open_connection)\s*\([^\n]{0,200}?,\s*(\d{1,5})\s*\)/g,
  ],
};
