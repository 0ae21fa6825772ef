import type { LanguageSigns } from "./language.ts";

export const php: LanguageSigns = {
  language: "php",
  name: "PHP",
  extensions: [".php"],
  comments: "both",
  startedBy: /^php(?:\d(?:\.\d+)?)?$/,
  needsMain: false,
  runnable: /\b(?:socket_create\w{0,10}|stream_socket_(?:server|client)|p?fsockopen)\s*\(/,
  listens: /\bsocket_(?:listen|accept|create_listen)\s*\(|\bstream_socket_(?:server|accept)\s*\(/,
  connects: /\bsocket_connect\s*\(|\bstream_socket_client\s*\(|\bp?fsockopen\s*\(/,
  binds: /\bsocket_bind\s*\(/,
  sends: /\bsocket_sendto\s*\(/,
  imports: /\b(?:require|include)(?:_once)?\b[^;"'\n]{0,40}["']([^"'\n]+)["']/g,
  portCalls: [
    /\bsocket_(?:bind|connect|sendto|create_listen)\s*\([^;\n]{0,200}?(\d{1,5})\s*\)/g,
    /\b(?:stream_socket_(?:server|client)|p?fsockopen)\s*\([^;\n]{0,100}?(?::|,\s*)(\d{1,5})\b/g,
  ],
};
