import type { ProgramLanguage } from "../model/submission.ts";
import { signsOf } from "./languages/index.ts";

/**
 * Source text with its comments (and Python's docstrings) blanked out: same length, same line
 * breaks, so offsets and line numbers stay true. Strings are kept unless `strings` says to blank
 * what is between their quotes.
 */
export function stripComments(
  text: string,
  language: ProgramLanguage,
  strings: "keep" | "blank" = "keep",
): string {
  const tokens = tokensOf[signsOf(language)?.comments ?? "slashes"];
  return text.replace(tokens, (token) => {
    if (/^(?:#|\/\/|\/\*)/.test(token)) return blank(token);
    const triple = /^(?:"""|''')/.test(token);
    if (strings === "keep" && !triple) return token;
    const quotes = triple ? 3 : 1;
    const mark = token.slice(0, quotes);
    const closed = token.length >= 2 * quotes && token.endsWith(mark);
    return mark + blank(token.slice(quotes, closed ? -quotes : undefined)) + (closed ? mark : "");
  });
}

// Alternatives are tried left to right at each place: whatever opens first swallows the others.
// What is never closed swallows the rest, or a hostile file would be searched anew at every opening.
const hashTokens =
  /"""(?:\\[^]|[^\\])*?(?:"""|$)|'''(?:\\[^]|[^\\])*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\n]*/g;
const slashTokens =
  /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*(?:`|$)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const bothTokens =
  /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*(?:`|$)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|#[^\n]*/g;
const tokensOf = { hash: hashTokens, slashes: slashTokens, both: bothTokens };

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
