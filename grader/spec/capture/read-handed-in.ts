import type { CaptureCause } from "../../model/capture-cause.ts";
import { captureContents, type CaptureContents } from "../../packets/capture-contents.ts";
import type { Dialogue } from "../../packets/dialogue.ts";
import { foreignFileOf } from "../../packets/foreign-file.ts";
import { readHandedFile } from "../../scenario/handed-file.ts";
import type { HandedFile } from "../../scenario/stage.ts";
import { type ReadAnswers, readAnswers } from "./answers.ts";
import { findDialogue } from "./find-dialogue.ts";

/** A capture as it was handed in. */
export type HandedCapture = Readonly<{
  file: string;
  /** Why nothing can be looked at. */
  unusable?: CaptureCause | undefined;
  contents: CaptureContents;
  /** The connection that the answers are about. */
  dialogue?: Dialogue | undefined;
}>;

/** Reads the answers; what is no text is no YAML either. */
export async function answersIn(file: HandedFile): Promise<ReadAnswers> {
  const bytes = await readHandedFile(file, mostAnswerBytes);
  if (bytes !== undefined) return readAnswers(file.name, bytes.toString("utf8"));
  const place = { file: file.name, line: 1, column: 1 };
  return { answers: {}, unreadable: { kind: "answers-unreadable", place, code: "TOO_LARGE" } };
}

const mostAnswerBytes = 64 * 1024;

/** Reads the capture, once for all checks of a submission that a slot runs one after another. */
export async function captureIn(
  file: HandedFile,
  answers: ReadAnswers["answers"],
): Promise<HandedCapture> {
  const key = `${file.folder}/${file.name}`;
  if (latest?.key !== key) latest = { key, capture: readCapture(file, answers) };
  return await latest.capture;
}

/** A large one costs seconds, and there are a dozen checks; a submission's copy does not change. */
let latest: Readonly<{ key: string; capture: Promise<HandedCapture> }> | undefined;

async function readCapture(
  file: HandedFile,
  answers: ReadAnswers["answers"],
): Promise<HandedCapture> {
  const bytes = await readHandedFile(file, mostCaptureBytes);
  const serverPorts = [answers.server_port?.value, ...handoutPorts].filter(
    (one) => one !== undefined,
  );
  const contents = captureContents(bytes ?? Buffer.alloc(0), serverPorts);
  const unusable = unusableBecause(file.name, bytes, contents);
  if (unusable !== undefined) return { file: file.name, unusable, contents };
  return { file: file.name, contents, dialogue: findDialogue(contents.dialogues, answers) };
}

const mostCaptureBytes = 64 << 20;
const handoutPorts = [65_432, 65_431, 12_345];

function unusableBecause(
  file: string,
  bytes: Buffer | undefined,
  { format, packets, others, unknownLinks, dialogues, isTooLong, damage }: CaptureContents,
): CaptureCause | undefined {
  if (bytes === undefined) {
    return { kind: "capture-too-large", file, what: "bytes", most: mostCaptureBytes };
  }
  if (format === undefined) {
    const start = bytes.subarray(0, 16).toString("base64");
    return { kind: "not-a-capture", file, what: foreignFileOf(bytes), start };
  }
  if (isTooLong) return { kind: "capture-too-large", file, what: "packets", most: packets };
  if (packets === 0 && damage !== undefined)
    return { kind: "damaged-capture", file, packets, damage };
  if (packets === 0) return { kind: "empty-capture", file };
  if (dialogues.length > 0) return undefined;
  return { kind: "no-tcp", file, packets, others: others.slice(0, 5), unknownLinks };
}
