import { javascript } from "./javascript.ts";
import type { LanguageSigns } from "./language.ts";

/** The calls are those of JavaScript; declarations (`.d.ts`) are no programs. */
export const typescript: LanguageSigns = {
  ...javascript,
  language: "typescript",
  name: "TypeScript",
  extensions: [".ts", ".mts", ".cts"],
  startedBy:
    /^(?:npx )?(?:node(?:js)?|nodemon|tsx|tsx watch|ts-node|ts-node-dev|bun|bun run|deno run)$/,
};
