import type { LanguageSigns } from "./language.ts";

export const c: LanguageSigns = {
  language: "c",
  name: "C",
  extensions: [".c"],
  comments: "slashes",
  needsMain: true,
  runnable: /\bmain\s*\([^;]{0,300}\)\s*\{|\bmain\s*\([^)]{0,300}\)[^;{]{0,300};[^{]{0,300}\{/,
  listens: /\b(?:listen|accept4?)\s*\(/,
  connects: /\bconnect\s*\(/,
  binds: /\bbind\s*\(/,
  sends: /\bsendto\s*\(/,
  linked: /\.[ch]$/i,
  portCalls: [/\bhtons\s*\(\s*(\d{1,5})\s*\)/g, /\bhtons\s*\(\s*atoi\s*\(\s*"(\d{1,5})"/g],
};
