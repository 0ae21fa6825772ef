import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { SourcePlace } from "../../model/source-place.ts";
import { mistakeOf } from "../mistake.ts";
import { isSameFile } from "../source-place.ts";
import { ending } from "./actor.ts";
import { mistakes } from "./mistakes.ts";
import { quote } from "./speech.ts";

/** " na linha 3", with the file in front when it is not the program that the sentence has just named. */
export function at(place: SourcePlace | undefined, file: string | undefined): string {
  if (place === undefined) return "";
  if (!isSameFile(place, file))
    return ` em ${neutralise(place.file)}${place.line === undefined ? "" : `, linha ${place.line}`}`;
  return place.line === undefined ? "" : ` na linha ${place.line}`;
}

/** The line of the program, as a block below the sentence. */
export function excerpt(place: SourcePlace | undefined): string {
  if (place?.text === undefined || place.text.trim() === "") return "";
  return quote.block(`${place.line === undefined ? "" : `${place.line} │ `}${place.text.trim()}`);
}

/** What a crash looked like. */
export function crash(cause: CauseOf<"crashed">): string {
  if (cause.signal !== undefined)
    return `foi derrubado pelo sinal ${cause.signal}${cause.lastLine === "" ? "" : `; a última linha que deixou foi ${quote.text(cause.lastLine)}`}`;
  return cause.lastLine === ""
    ? `parou de repente${ending(cause)}, sem dizer por quê`
    : quote.text(cause.lastLine);
}

/** What to do about an error that students meet often. */
export function advice(cause: {
  lastLine: string;
  signal?: string | undefined;
  transport?: "udp" | undefined;
  place?: SourcePlace | undefined;
}): string {
  const mistake = mistakeOf(cause);
  if (mistake === undefined) return "";
  return `${cause.place?.text === undefined ? " " : "\n"}${mistakes[mistake]}`;
}
