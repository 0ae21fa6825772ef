import { existsSync, readFileSync } from "node:fs";
import { chmod, readdir, readFile, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { RunTool } from "../../model/tool.ts";
import { killGroup, spawnCompanion } from "../../process/spawn.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { openBuildCache, type BuildCache } from "./build-cache.ts";
import { requestIn, runHere } from "./testing.ts";

// Compilers here are shells that say by a random number whether they ran once more.
const makeSomething = 'head -c 9000 /dev/urandom | od > "$OUT/made"';

test("the same sources are built once, by whomever, and what can be executed stays so", async () => {
  const { cache } = await openIn();
  const script = 'echo "$OUT"; echo "$PWD/a.c: careful" >&2; cp /bin/true "$OUT/made"';
  const [one, other] = [await tempFolder(), await tempFolder()];
  const first = await cache.build(await requestIn(one, script), "it", runHere);
  const second = await cache.build(await requestIn(other, script), "it", nobody);
  expect(first).toMatchObject({ code: 0, stdout: `${one}/out/it\n` });
  expect(second).toEqual({
    ...first,
    stdout: `${other}/out/it\n`,
    stderr: `${other}/submission/a.c: careful\n`,
  });
  expect((await stat(join(other, "out", "it", "made"))).mode & 0o777).toBe(0o755);
  expect(await madeIn(other)).toBe(await madeIn(one));
});

test("what makes a difference makes another build", async () => {
  const { caches, cache } = await openIn();
  const tool = join(await tempFolder({ tool: "1" }), "tool");
  const build = async (
    change: (base: Awaited<ReturnType<typeof requestIn>>) => object = () => ({}),
  ) => {
    const folder = await tempFolder();
    const base = { ...(await requestIn(folder, makeSomething)), interpreters: ["/bin/sh", tool] };
    await cache.build({ ...base, ...change(base) }, "it", runHere);
    return await madeIn(folder);
  };
  const usual = await build();
  expect(await build()).toBe(usual);
  expect(await build(({ env }) => ({ env: { ...env, LANG: "C" } }))).not.toBe(usual);
  expect(await build(({ command }) => ({ command: [...command, "-O2"] }))).not.toBe(usual);
  const library = join(await tempFolder({ "a.jar": "1" }), "a.jar");
  const withLibrary = () => build(({ command }) => ({ command: [...command, `.:${library}`] }));
  const linked = await withLibrary();
  expect(await withLibrary()).toBe(linked);
  await utimes(library, 1, 1);
  expect(await withLibrary()).not.toBe(linked);
  await utimes(tool, 1, 1);
  expect(await build()).not.toBe(usual);
  const other = openBuildCache({ host: { XDG_CACHE_HOME: caches }, edition: "another" });
  const folder = await tempFolder();
  await other?.build(await requestIn(folder, makeSomething), "it", runHere);
  expect(await madeIn(folder)).not.toBe(usual);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["a content", { "a.c": "x", "lib/b.h": "2" }],
  ["a name", { "a.c": "x", "lib/c.h": "1" }],
  ["a place", { "a.c": "x", "b.h": "1" }],
  ["one file more", { "a.c": "x", "lib/b.h": "1", z: "" }],
])("%s in the submission makes another build", async (_, files) => {
  const { cache } = await openIn();
  const [one, other] = [await tempFolder(), await tempFolder()];
  const before = { "a.c": "x", "lib/b.h": "1" };
  await cache.build(await requestIn(one, makeSomething, before), "it", runHere);
  await cache.build(await requestIn(other, makeSomething, files), "it", runHere);
  expect(await madeIn(other)).not.toBe(await madeIn(one));
});

test("a refusal is remembered, with nothing in it of where it came from", async () => {
  const { caches, cache } = await openIn();
  const script = 'echo "$PWD/a.c:1: error: $HOME $OUT" >&2; exit 1';
  const [one, other] = [await tempFolder(), await tempFolder()];
  await cache.build(await requestIn(one, script), "it", runHere);
  const run = await cache.build(await requestIn(other, script), "it", nobody);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(`${other}/submission/a.c:1: error`);
  expect(run.stderr).not.toContain(one);
  for (const entry of await entriesIn(caches))
    expect(await readFile(entry, "latin1")).not.toContain(one);
});

test.each([
  ["no time", "sleep 60", 300],
  ["a signal", "kill -9 $$", 60_000],
  ["no memory", "echo 'cc1: out of memory allocating 65536 bytes' >&2; exit 1", 60_000],
  ["no sandbox", 'echo "bwrap: Can\'t mount proc" >&2; exit 1', 60_000],
  ["no compiler", "exit 127", 60_000],
  ["a link", 'ln -s made "$OUT/link"', 60_000],
  ["a pipe", 'mkfifo "$OUT/pipe"', 60_000],
])("nothing is kept of a build that had or left %s", async (_, script, timeoutMs) => {
  const { caches, cache } = await openIn();
  const request = { ...(await requestIn(await tempFolder(), script)), timeoutMs };
  await cache.build(request, "it", runHere);
  expect(await entriesIn(caches)).toEqual([]);
});

test.each<[string, (entry: string) => Promise<void>]>([
  ["cut short", async (entry) => await truncate(entry, (await stat(entry)).size - 100)],
  ["empty", async (entry) => await truncate(entry, 0)],
  ["changed in one byte", flipLast],
])("an entry that is %s is noticed and built anew", async (_, damage) => {
  const { caches, cache } = await openIn();
  const [one, other, third] = [await tempFolder(), await tempFolder(), await tempFolder()];
  await cache.build(await requestIn(one, makeSomething), "it", runHere);
  const [entry] = await entriesIn(caches);
  await damage(entry as string);
  await cache.build(await requestIn(other, makeSomething), "it", runHere);
  expect(await madeIn(other)).not.toBe(await madeIn(one));
  await cache.build(await requestIn(third, makeSomething), "it", nobody);
  expect(await madeIn(third)).toBe(await madeIn(other));
});

test("an entry under another one's name is not taken", async () => {
  const { caches, cache } = await openIn();
  const [one, other] = [await tempFolder(), await tempFolder()];
  await cache.build(await requestIn(one, makeSomething), "it", runHere);
  const [first] = await entriesIn(caches);
  const script = 'echo other > "$OUT/made"';
  await cache.build(await requestIn(other, script), "it", runHere);
  const second = (await entriesIn(caches)).find((entry) => entry !== first);
  await writeFile(second as string, await readFile(first as string));
  const folder = await tempFolder();
  await cache.build(await requestIn(folder, script), "it", runHere);
  expect(await madeIn(folder)).toBe("other\n");
});

test("two at a time in one process: the second waits for the first", async () => {
  const { cache } = await openIn();
  const folders = [await tempFolder(), await tempFolder(), await tempFolder()];
  const compiler = vi.fn<RunTool>(runHere);
  const requests = await Promise.all(folders.map((folder) => requestIn(folder, makeSomething)));
  await Promise.all(requests.map((request) => cache.build(request, "it", compiler)));
  expect(compiler).toHaveBeenCalledOnce();
  expect(new Set(await Promise.all(folders.map(madeIn))).size).toBe(1);
});

test("processes that race for one key all end with the build that was there first", async () => {
  const { caches } = await openIn();
  const meeting = await tempFolder();
  const count = 4;
  // Nobody ends before all have begun.
  const script = `touch ${meeting}/$$; until [ $(ls ${meeting} | wc -l) -eq ${count} ]; do :; done; ${makeSomething}`;
  const made = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = await startChild();
      child.send({ caches, folder: await tempFolder(), script });
      return ((await child.nextMessage()) as { made: string }).made;
    }),
  );
  expect(await readdir(meeting)).toHaveLength(count);
  expect(new Set(made).size).toBe(1);
  expect((await readdir(join(caches, "sockgrade", "builds"))).length).toBe(1);
});

test("a builder that is killed while it builds or writes leaves nothing that is taken", async () => {
  const { caches, cache } = await openIn();
  const building = await startChild();
  const folder = await tempFolder();
  const begun = join(folder, "begun");
  building.send({ caches, folder, script: `echo $$ > ${begun}; exec sleep 60` });
  await vi.waitUntil(() => existsSync(begun) && readFileSync(begun, "utf8").endsWith("\n"));
  building.kill();
  await building.exited;
  killGroup(Number(readFileSync(begun, "utf8")));
  expect(await entriesIn(caches)).toEqual([]);

  // So large that writing it takes longer than looking for it.
  const large = 'head -c 120000000 /dev/zero > "$OUT/made"';
  const writing = await startChild();
  writing.send({ caches, folder: await tempFolder(), script: large });
  const isWriting = async () => (await readdir(join(caches, "sockgrade", "builds"))).length > 0;
  await vi.waitUntil(isWriting, { timeout: 30_000, interval: 1 });
  writing.kill();
  await writing.exited;
  const [left] = await readdir(join(caches, "sockgrade", "builds"));
  expect(left).toMatch(/\.part$/u);

  const other = await tempFolder();
  const compiler = vi.fn<RunTool>(runHere);
  await cache.build(await requestIn(other, large), "it", compiler);
  expect(compiler).toHaveBeenCalledOnce();
  expect(await entriesIn(caches)).toHaveLength(1);
});

test("there is an end to it: what was not used for longest goes first", async () => {
  const maxBytes = 400_000;
  const { caches, cache } = await openIn(maxBytes);
  const build = async (number: number, runTool: RunTool) => {
    const script = `head -c 20000 /dev/zero > "$OUT/made" # ${number}`;
    await cache.build(await requestIn(await tempFolder(), script), "it", runTool);
  };
  await build(0, runHere);
  const [first] = await entriesIn(caches);
  await writeFile(`${first}.00.part`, "x");
  await utimes(`${first}.00.part`, 1, 1);
  for (let number = 1; number < 40; number += 1) {
    await utimes(first as string, 1, 1);
    await build(0, nobody);
    await build(number, runHere);
  }
  const entries = await entriesIn(caches);
  const sizes = await Promise.all(entries.map(async (entry) => (await stat(entry)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes * 1.1);
  expect(entries.length).toBeGreaterThan(10);
  await build(39, nobody);
  expect(
    (await readdir(join(caches, "sockgrade", "builds"))).filter((name) => name.endsWith(".part")),
  ).toEqual([]);
  const compiler = vi.fn<RunTool>(runHere);
  await build(1, compiler);
  expect(compiler).toHaveBeenCalledOnce();
});

test("without a place of our own nothing is kept", async () => {
  const file = join(await tempFolder({ file: "" }), "file");
  expect(openBuildCache({ host: { XDG_CACHE_HOME: file }, edition: "" })).toBeUndefined();
  expect(openBuildCache({ host: { XDG_CACHE_HOME: "here" }, edition: "" })).toBeUndefined();
  expect(openBuildCache({ host: {}, edition: "" })).toBeUndefined();
  const { caches } = await openIn();
  await chmod(join(caches, "sockgrade", "builds"), 0o777);
  expect(openBuildCache({ host: { XDG_CACHE_HOME: caches }, edition: "" })).toBeUndefined();
});

async function openIn(maxBytes?: number): Promise<{ caches: string; cache: BuildCache }> {
  const caches = await tempFolder();
  const options = { host: { XDG_CACHE_HOME: caches }, edition: "test" };
  const cache = openBuildCache(maxBytes === undefined ? options : { ...options, maxBytes });
  return { caches, cache: cache as BuildCache };
}

/** A compiler that must not run. */
const nobody: RunTool = ({ command }) =>
  Promise.reject(new Error(`built again: ${command.join(" ")}`));

async function entriesIn(caches: string): Promise<readonly string[]> {
  const folder = join(caches, "sockgrade", "builds");
  const names = await readdir(folder);
  return names.filter((name) => /^[0-9a-f]{64}$/u.test(name)).map((name) => join(folder, name));
}

async function madeIn(folder: string): Promise<string> {
  return await readFile(join(folder, "out", "it", "made"), "latin1");
}

async function flipLast(entry: string): Promise<void> {
  const bytes = await readFile(entry);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(entry, bytes);
}

/** Another process that uses a cache; it is told which, its own folder, and the compiler's script. */
async function startChild() {
  const folder = await tempFolder({ "child.mts": childSource });
  const loader = import.meta.resolve("tsx");
  const child = await spawnCompanion([
    process.execPath,
    "--import",
    loader,
    join(folder, "child.mts"),
  ]);
  onTestFinished(() => child.kill());
  expect(await child.nextMessage()).toBe("ready");
  return child;
}

const moduleHere = (name: string) => JSON.stringify(join(import.meta.dirname, name));

const childSource = `import { readFileSync } from "node:fs";
import { openBuildCache } from ${moduleHere("build-cache.ts")};
import { requestIn, runHere } from ${moduleHere("testing.ts")};
process.on("disconnect", () => process.exit());
process.on("message", async ({ caches, folder, script }) => {
  const cache = openBuildCache({ host: { XDG_CACHE_HOME: caches }, edition: "test" });
  await cache.build(await requestIn(folder, script), "it", runHere);
  process.send({ made: readFileSync(folder + "/out/it/made", "latin1") });
});
process.send("ready");
`;
