import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import type { AnswerKey, AnswerPlace, CaptureCause } from "../../model/capture-cause.ts";
import { answerNames } from "../../model/capture-cause.ts";
import { answerKeyOf } from "./answer-keys.ts";

/** One answer: what was meant, and what stands there. */
export type Answer<Value> = Readonly<{ value: Value; given: string; place: AnswerPlace }>;

/** What a student has read in a capture. */
export type Answers = Readonly<{
  nonce?: Answer<string> | undefined;
  client_port?: Answer<number> | undefined;
  server_port?: Answer<number> | undefined;
  closed_first?: Answer<"client" | "server"> | undefined;
  data_segments?: Answer<number> | undefined;
  bytes_to_server?: Answer<number> | undefined;
  bytes_to_client?: Answer<number> | undefined;
}>;

/** All answers that can be understood, and what is wrong with the file, worst first. */
export type ReadAnswers = Readonly<{
  answers: Answers;
  /** It is no YAML, or not a list of answers: nothing in it can be understood. */
  unreadable?: CaptureCause | undefined;
  /** An answer that is missing, misspelt or of the wrong kind. */
  incomplete?: CaptureCause | undefined;
}>;

/** Reads the answers to a capture; `file` is what they are called. Never throws. */
export function readAnswers(file: string, text: string): ReadAnswers {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/u, ""), {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "silent",
    uniqueKeys: false,
  });
  const placeOf = (offset: number): AnswerPlace => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const { code, message } = error;
    return unreadable(placeOf(beginOf(document, error.pos[0])), { code, error: message });
  }
  const { contents } = document;
  if (contents === null) return missing(file, {});
  if (!isMap(contents)) return unreadable(placeOf(contents.range?.[0] ?? 0));
  const answers: Record<string, Answer<unknown>> = {};
  const faults: CaptureCause[] = [];
  for (const pair of contents.items) {
    const spelt = isScalar(pair.key) ? String(pair.key.value) : "";
    const at = placeOf(isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    const asked = answerKeyOf(spelt);
    if ("isUnread" in asked) continue;
    if ("meant" in asked) {
      faults.push({ kind: "unknown-answer", place: at, spelt, meant: asked.meant });
      continue;
    }
    const { key } = asked;
    if (key in answers) faults.push({ kind: "doubled-answer", place: at, key });
    const place = isNode(pair.value) ? placeOf(pair.value.range?.[0] ?? 0) : at;
    const given = isScalar(pair.value) ? asWritten(pair.value) : undefined;
    const value = given === undefined ? undefined : readers[key](given);
    if (value === undefined) faults.push({ kind: "bad-answer", place, key, got: given ?? "" });
    else answers[key] ??= { value, given: given as string, place };
  }
  const [fault] = faults;
  if (fault === undefined) return missing(file, answers);
  return { answers, incomplete: fault };
}

function unreadable(
  place: AnswerPlace,
  error: Readonly<{ code?: string; error?: string }> = {},
): ReadAnswers {
  return { answers: {}, unreadable: { kind: "answers-unreadable", place, ...error } };
}

/** A quotation mark that is never closed is noticed at the end of the file; people look for where it opens. */
function beginOf(document: Document, noticed: number): number {
  let begin = noticed;
  visit(document, {
    Scalar(_key, { range, type }) {
      const isQuoted = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE";
      const [from, end] = range ?? [noticed, noticed];
      if (isQuoted && from < noticed && end >= noticed) begin = from;
    },
  });
  return begin;
}

function missing(file: string, answers: Answers): ReadAnswers {
  const keys = (Object.keys(answerNames) as AnswerKey[]).filter(
    (key) => answers[key] === undefined,
  );
  if (keys.length === 0) return { answers };
  return { answers, incomplete: { kind: "missing-answer", file, keys } };
}

/** As it stands there: YAML makes another number of 007, and a truth of a word such as yes. */
function asWritten({ value, source }: Scalar): string {
  return (typeof value === "string" ? value : (source ?? "")).trim();
}

const readers: Readonly<Record<AnswerKey, (text: string) => unknown>> = {
  nonce: (text) => (text === "" ? undefined : text),
  client_port: port,
  server_port: port,
  closed_first: (text) => ends[text.toLowerCase().replace(/^(?:the|o) /u, "")],
  data_segments: whole,
  bytes_to_server: whole,
  bytes_to_client: whole,
};

const ends: Readonly<Record<string, "client" | "server">> = {
  client: "client",
  cliente: "client",
  server: "server",
  servidor: "server",
};

function port(text: string): number | undefined {
  const value = whole(text);
  return value === undefined || value < 1 || value > 65_535 ? undefined : value;
}

/** `12`, and with its unit `12 bytes`. */
function whole(text: string): number | undefined {
  const digits = /^(\d{1,12})(?: ?(?:b|bytes?))?$/iu.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
