import { c } from "./c.ts";
import type { LanguageSigns } from "./language.ts";

export const cpp: LanguageSigns = {
  ...c,
  language: "cpp",
  name: "C++",
  extensions: [".cpp", ".cc", ".cxx", ".c++"],
  listens: /\b(?:listen|accept4?|async_accept)\s*\(|\btcp::acceptor\b/,
  connects: /\b(?:async_)?connect\s*\(/,
  linked: /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx)$/i,
};
