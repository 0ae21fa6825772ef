import { getFileNameLowLevel, type Entry } from "yauzl";

/**
 * A zip member's name. Zips say whether a name is UTF-8 or not, and some say it wrong: macOS writes UTF-8
 * without saying so, Windows the alphabet of its console (code page 850 in western Europe and Brazil), and
 * a few programs Windows-1252. What is valid UTF-8 is taken for it, of the others what has more of the
 * letters that people's names have (APPNOTE.TXT 4.4.4 bit 11, appendix D).
 */
export function zipName(
  entry: Pick<Entry, "fileNameRaw" | "extraFields" | "generalPurposeBitFlag">,
): string {
  const raw = entry.fileNameRaw;
  if (raw.every((byte) => byte < 0x80)) return raw.toString("latin1");
  if (entry.extraFields.some(({ id }) => id === unicodePath)) {
    // The library leaves out an extra field whose checksum is another name's.
    const name = getFileNameLowLevel(utf8Flag, raw, [...entry.extraFields], true);
    if (!name.includes("\uFFFD")) return name;
  }
  return utf8(raw) ?? oldName(raw);
}

const unicodePath = 0x7075;
const utf8Flag = 0x800;

function utf8(raw: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return undefined;
  }
}

function oldName(raw: Buffer): string {
  const console850 = [...raw].map((byte) => codePage850[byte - 0x80] ?? asAscii(byte)).join("");
  const ansi = new TextDecoder("windows-1252").decode(raw);
  return likelihood(ansi) > likelihood(console850) ? ansi : console850;
}

function asAscii(byte: number): string {
  return String.fromCodePoint(byte);
}

/** How many of a name's characters people's names and words have; a small letter is the better sign. */
function likelihood(name: string): number {
  return (
    (name.match(/[áàâãäçéèêëíîïñóôõöúûü]/gu)?.length ?? 0) * 2 +
    (name.match(/[ÁÀÂÃÄÇÉÊÍÑÓÔÕÖÚÜ]/gu)?.length ?? 0)
  );
}

/** The upper half of code page 850; its letters stand where code page 437 has them, if that has them at all. */
const codePage850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
