import type { LanguageSigns } from "./language.ts";

export const ruby: LanguageSigns = {
  language: "ruby",
  name: "Ruby",
  extensions: [".rb"],
  comments: "hash",
  startedBy: /^ruby(?:\d(?:\.\d+)?)?$/,
  needsMain: false,
  runnable: /\brequire\b[^\n]{0,20}["']socket["']|\$PROGRAM_NAME\b|\$0\b/,
  listens: /\bTCPServer\b|\bServerSocket\b|\.(?:accept|listen)\b|\btcp_server\w{0,10}\b/,
  connects: /\bTCPSocket\b|\bSocket\.tcp\b(?!_)|\.connect\b/,
  binds: /\.bind\b|\budp_server\w{0,10}\b/,
  sends: /\bUDPSocket\b/,
  imports: /\b(?:require|require_relative|load)\b[ \t(]{0,5}["']([^"'\n]+)["']/g,
  portCalls: [
    /\b(?:TCPServer|TCPSocket|UDPSocket)\.(?:new|open)\b[^;\n]{0,100}?(\d{1,5})\s*\)?/g,
    /\b(?:bind|connect|tcp|tcp_server_loop|udp_server_loop|pack_sockaddr_in|sockaddr_in|send)\b[^;\n]{0,200}?\b(\d{4,5})\b/g,
  ],
};
