import { isMap, isNode, isScalar, type Document, type LineCounter } from "yaml";
import type { z } from "zod";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import { manifestRoleSchema, manifestSchema } from "../model/submission.ts";

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
  const known = Object.keys((path.length === 0 ? manifestSchema : manifestRoleSchema).shape);
  const meant = didYouMean(key, known);
  const map = path.length === 0 ? places.document.contents : places.document.getIn(path, true);
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  const place = placeOf(places, startOf(pair?.key));
  const hint = meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`;
  return new RequestError(`${place}: Expected ${listed(known)}, got ${JSON.stringify(key)}${hint}`);
}

function expectedAt(path: Path, issue: z.core.$ZodIssue | undefined): string {
  if (path.length === 0) return "server and client";
  if (path.length === 1) return "settings such as {run: server.py}";
  const [, key] = path;
  if (key === "port") return "a port number from 1 to 65535, without quotes";
  if (issue?.code === "too_small") return "some text";
  if (key === "env" && path.length === 2) return "variables such as {NAME: value}";
  if (key === "stdin" && path.length === 2) return "a list of lines to type";
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
