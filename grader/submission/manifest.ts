import { readdir } from "node:fs/promises";
import { LineCounter, parseDocument, type Document } from "yaml";
import { RequestError } from "../model/request-error.ts";
import { manifestSchema, type Manifest } from "../model/submission.ts";
import { manifestName } from "./find-manifest.ts";
import { manifestError, placeOf, type ManifestPlaces } from "./manifest-error.ts";
import { openInside } from "./open-inside.ts";
import { decodeSource } from "./source-text.ts";
import { reasonOf } from "./walk.ts";

/** A manifest together with where each of its values stands. */
export type ReadManifest = Readonly<{ manifest: Manifest; places: ManifestPlaces }>;

/**
 * Reads `sockgrade.yaml` (or `.yml`) of a folder; nothing when there is none.
 * Throws RequestError, `sockgrade.yaml:LINE:COLUMN: Expected …, got …`.
 */
export async function readManifest(folder: string): Promise<ReadManifest | undefined> {
  const names = (await namesIn(folder)).filter((name) => manifestName.test(name));
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1)
    throw new RequestError(
      `Expected one manifest in ${folder}, got ${names.toSorted().join(" and ")}`,
    );
  return parseManifest(name, await readText(folder, name));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new RequestError(`Expected a folder that can be read, got ${reasonOf(error)}: ${folder}`);
  }
}

async function readText(folder: string, name: string): Promise<string> {
  // Never through a link: what is wrong with a manifest is told word for word.
  const handle = await openInside(folder, name).catch((error: unknown) => {
    throw new RequestError(`${name}: Expected a file that can be read, got ${reasonOf(error)}`);
  });
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) {
      throw new RequestError(`${name}: Expected at most ${maxBytes} bytes, got ${size}`);
    }
    const { text } = decodeSource(await handle.readFile());
    if (!text.includes("\0")) return text;
    throw new RequestError(`${name}: Expected text in UTF-8, got zeros between its letters`);
  } finally {
    await handle.close();
  }
}

const maxBytes = 64 * 1024;

/** Checks a manifest's text; `name` is what errors call it. */
function parseManifest(name: string, text: string): ReadManifest {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const places: ManifestPlaces = { name, document, lines };
  const [error] = document.errors;
  if (error !== undefined) {
    const place = placeOf(places, error.pos[0]);
    const advice = advices[error.code] ?? "";
    throw new RequestError(
      `${place}: Expected valid YAML, got: ${error.message.replaceAll("\n", " ")}${advice}`,
    );
  }
  const parsed = manifestSchema.safeParse(toValue(places, document) ?? {});
  if (!parsed.success) throw manifestError(places, parsed.error.issues[0]);
  return { manifest: parsed.data, places };
}

/** What YAML's own messages do not tell people who see it for the first time. */
const advices: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: " (use spaces)",
  BLOCK_AS_IMPLICIT_KEY:
    " (one key on each line, as in server: and below it, set in, run: server.py)",
  MULTIPLE_DOCS: " (only one document: no line of ---)",
};

function toValue({ name }: ManifestPlaces, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const expected = /unresolved/i.test(got) ? "valid YAML" : "few aliases";
    throw new RequestError(`${name}:1:1: Expected ${expected}, got: ${got}`);
  }
}
