import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import { clip } from "./clip.ts";

/** A message: its paragraphs, and as a block what begins with two spaces (`Catalogue`). */
export function prose(text: string, { report }: Catalogue, label?: string): Html {
  const blocks = blocksOf(clip(text, report).split("\n"));
  return blocks.map(({ isBlock, lines }, at) => {
    const lead: Html =
      at === 0 && label !== undefined ? [h("strong", {}, `${label}: `)] : undefined;
    if (!isBlock) return h("p", {}, lead, lines.join("\n"));
    const block = h("pre", { tabindex: 0 }, lines.map((line) => line.slice(2)).join("\n"));
    return lead === undefined ? block : [h("p", {}, lead), block];
  });
}

type Block = Readonly<{ isBlock: boolean; lines: string[] }>;

/** Every other line is a paragraph of its own; empty ones only set them apart. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const isBlock = line.startsWith("  ");
    const last = blocks.at(-1);
    if (isBlock && last?.isBlock === true) last.lines.push(line);
    else if (line.trim() !== "") blocks.push({ isBlock, lines: [line] });
  }
  return blocks;
}
