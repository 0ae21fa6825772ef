import { isMap, isNode, isScalar, type Document, type LineCounter } from "yaml";
import type { z } from "zod";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import { manifestRoleSchema, manifestRolesSchema, manifestSchema } from "../model/submission.ts";

/** What turns a value of a manifest into `sockgrade.yaml:LINE:COLUMN`. */
export type ManifestPlaces = Readonly<{ name: string; document: Document; lines: LineCounter }>;

type Path = readonly PropertyKey[];

/** What the schema found, as an error with its place. */
export function manifestError(
  places: ManifestPlaces,
  issue: z.core.$ZodIssue | undefined,
): RequestError {
  const path = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys") return unknownKey(places, path, issue.keys[0] ?? "");
  if (issue?.code === "invalid_key")
    return errorAtKey(places, path, path[0] === "exercises" ? "ex1, ex2 and so on" : "some name");
  const value = places.document.getIn(path);
  const got = isNode(value) ? describe(value.toJSON()) : describe(value);
  return errorAt(places, path, expectedAt(path, issue), got);
}

/** An error about the value at `path`, for what a schema can not know. */
export function errorAt(
  places: ManifestPlaces,
  path: Path,
  expected: string,
  got: string,
): RequestError {
  const node = places.document.getIn(path, true);
  return new RequestError(`${placeOf(places, startOf(node))}: Expected ${expected}, got ${got}`);
}

/** `sockgrade.yaml:3:5` for an offset into the text. */
export function placeOf({ name, lines }: ManifestPlaces, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${Math.max(1, line)}:${Math.max(1, col)}`;
}

function unknownKey(places: ManifestPlaces, path: Path, key: string): RequestError {
  const known = Object.keys(schemaAt(path).shape);
  const meant = inEnglish(key, known) ?? didYouMean(key, known);
  const hint = meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`;
  return errorAtKey(places, [...path, key], listed(known), hint);
}

/** An error about the last key of `path` itself. */
function errorAtKey(places: ManifestPlaces, path: Path, expected: string, hint = ""): RequestError {
  const [above, key] = [path.slice(0, -1), String(path.at(-1))];
  const map = above.length === 0 ? places.document.contents : places.document.getIn(above, true);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  const place = placeOf(places, startOf(pair?.key));
  return new RequestError(`${place}: Expected ${expected}, got ${JSON.stringify(key)}${hint}`);
}

function schemaAt(path: Path) {
  if (path.length === 0) return manifestSchema;
  return withinExercise(path).length === 0 ? manifestRolesSchema : manifestRoleSchema;
}

/** The same path as if the exercise's part were a manifest of its own. */
function withinExercise(path: Path): Path {
  return path[0] === "exercises" ? path.slice(2) : path;
}

/** The key that a Portuguese word, or another English one, stands for. */
function inEnglish(key: string, known: readonly string[]): string | undefined {
  const word = key.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return known.find((one) => otherWords[one]?.includes(word));
}

const otherWords: Readonly<Record<string, readonly string[]>> = {
  server: ["servidor", "srv"],
  client: ["cliente", "cli"],
  receiver: ["receptor", "recebedor"],
  sender: ["emissor", "transmissor", "remetente"],
  exercises: ["exercicios", "exercicio", "exercise"],
  build: ["compilar", "compile", "make"],
  run: ["rodar", "executar", "comando", "command", "cmd", "start", "file", "arquivo"],
  cwd: ["pasta", "diretorio", "folder", "dir", "directory"],
  env: ["ambiente", "environment", "variaveis"],
  stdin: ["entrada", "input", "teclado", "keyboard"],
  port: ["porta"],
  host: ["maquina", "endereco", "address", "ip"],
};

function expectedAt(full: Path, issue: z.core.$ZodIssue | undefined): string {
  if (full.length === 1 && full[0] === "exercises") return "exercises such as {ex3: {server: …}}";
  const path = withinExercise(full);
  if (path.length === 0) return "server and client";
  if (path.length === 1) return "settings such as {run: server.py}";
  const [, key] = path;
  if (key === "port") return "a port number from 1 to 65535, without quotes";
  if (issue?.code === "too_small") return "some text";
  if (key === "env" && path.length === 2) return "variables such as {NAME: value}";
  if (key === "stdin" && path.length === 2) return "a list of lines to type";
  if (issue?.code === "custom") return "text without NUL characters";
  return "text (put quotes around numbers)";
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return value === "" ? "empty text" : JSON.stringify(value);
  return `the ${typeof value} ${JSON.stringify(value)}`;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
