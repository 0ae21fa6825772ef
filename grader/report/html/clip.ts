import type { Catalogue } from "../../messages/catalogue.ts";

/** A long text's beginning and end, with how long it is between them: pages stay small whatever was written. */
export function clip(text: string, words: Pick<Catalogue["report"], "characters">): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, kept);
  const tail = text.slice(-kept);
  return `${head}${words.characters(text.length)}${tail}`;
}

const longest = 8000;
const kept = 3000;
