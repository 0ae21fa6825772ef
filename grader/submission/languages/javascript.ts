import type { LanguageSigns } from "./language.ts";

export const javascript: LanguageSigns = {
  language: "javascript",
  name: "JavaScript",
  extensions: [".js", ".mjs", ".cjs"],
  comments: "slashes",
  startedBy: /^(?:npx )?(?:node(?:js)?|nodemon)$/,
  needsMain: false,
  runnable: /\S/,
  listens: /\bcreateServer\s*\(|\.listen\s*\(|\bnew\s+(?:net\.)?Server\s*\(/,
  connects: /\b(?:createConnection|connect)\s*\(|\bnew\s+(?:net\.)?Socket\s*\(/,
  binds: /\.bind\s*\(\s*(?!this\b)/,
  sends: /\bcreateSocket\s*\(/,
  imports: /\brequire\s*\(\s*["']([^"']+)["']|\bfrom\s+["']([^"']+)["']/g,
  portCalls: [
    /\b(?:listen|connect|createConnection|bind)\s*\(\s*(\d{1,5})\b/g,
    /\.send\s*\([^\n]{0,200}?,\s*(\d{4,5})\s*,/g,
  ],
};
