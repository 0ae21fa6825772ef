import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ClassEntry } from "../model/class-record.ts";
import { RequestError } from "../model/request-error.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { Journal } from "./journal.ts";

const wish = { fresh: false, onlyFailed: false };

function entryOf(key: string, error = "no program"): ClassEntry {
  return { status: "errored", student: { key }, source: key, error, fault: "submission" };
}

async function journalWith(...keys: readonly string[]): Promise<string> {
  const path = join(await tempFolder(), "journal.jsonl");
  const journal = await Journal.open(path);
  await journal.begin("ex3", 7, wish);
  await Promise.all(keys.map((key) => journal.note(entryOf(key), `print of ${key}`)));
  await journal.close();
  return path;
}

it("remembers everything that was written down", async () => {
  const path = await journalWith("ana", "bruno");
  const journal = await Journal.open(path);
  expect(journal).toMatchObject({ exercise: "ex3", seed: 7 });
  expect(journal.noted("ana")).toMatchObject({
    entry: entryOf("ana"),
    fingerprint: "print of ana",
    isEarlier: false,
  });
  expect(journal.noted("carla")).toBeUndefined();
  await journal.close();
});

it.each([
  ["half a line", (text: string) => text.slice(0, -30)],
  ["a line without its end", (text: string) => text.slice(0, -1)],
  ["half a letter", (text: string) => `${text}{"kind":"entry","fingerprint":"\u00e9`],
])("drops %s at the end, and writes on behind what is whole", async (_, tear) => {
  const path = await journalWith("ana", "bruno");
  const whole = readFileSync(path, "utf8");
  const torn = tear(whole);
  writeFileSync(path, torn);
  const journal = await Journal.open(path);
  expect(journal.noted("ana")).toBeDefined();
  expect(journal.noted("bruno") === undefined).toBe(torn.length < whole.length);
  await journal.note(entryOf("carla"), "");
  await journal.close();
  for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) JSON.parse(line);
  const again = await Journal.open(path);
  expect(again.noted("carla")).toBeDefined();
  await again.close();
});

it("a line that a disk has spoilt costs that line", async () => {
  const path = await journalWith("ana", "bruno");
  const lines = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, [lines[0], "\0\0\0\0", ...lines.slice(2)].join("\n"));
  const journal = await Journal.open(path);
  expect([journal.noted("ana"), journal.noted("bruno")?.entry.status]).toEqual([
    undefined,
    "errored",
  ]);
  await journal.close();
});

it("refuses a file that is something else", async () => {
  const path = join(await tempFolder({ "journal.jsonl": '{"level":"info"}\n' }), "journal.jsonl");
  await expect(Journal.open(path)).rejects.toThrow(RequestError);
  expect(readFileSync(path, "utf8")).toBe('{"level":"info"}\n');
});

it("the same wish goes on with a batch that has no end; anything else begins another", async () => {
  const path = await journalWith("ana");
  const isEarlier = async (seed: number, change: object) => {
    const journal = await Journal.open(path);
    await journal.begin("ex3", seed, { ...wish, ...change });
    const noted = journal.noted("ana");
    await journal.close();
    return noted?.isEarlier;
  };
  expect(await isEarlier(7, {})).toBe(false);
  expect(await isEarlier(7, { only: undefined })).toBe(false);
  appendFileSync(path, `${JSON.stringify({ kind: "end", at: "" })}\n`);
  expect(await isEarlier(7, {})).toBe(true);
  expect(await isEarlier(7, { fresh: true })).toBe(true);

  const other = await journalWith("ana");
  const journal = await Journal.open(other);
  await journal.begin("ex3", 8, wish);
  expect(journal.noted("ana")?.isEarlier).toBe(true);
  await journal.close();
});
