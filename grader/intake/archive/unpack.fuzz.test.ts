import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RequestError } from "../../model/request-error.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { Budget } from "./budget.ts";
import { paxRecord, tar, zip } from "./testing.ts";
import { unpack } from "./unpack.ts";

const files = [
  { name: "trabalho/server.py", content: "print('oi')\n".repeat(20) },
  { name: "trabalho/ação.py", content: "x = 1\n", method: 0 },
  { name: "trabalho/sub/", type: "5" },
];
const plainTar = tar([
  { name: "PaxHeader", type: "x", content: paxRecord("path", "trabalho/longo.py") },
  { name: "curto", content: "y = 2\n" },
  ...files,
]);
const specimens = {
  zip: zip(files),
  zip64: zip(files, { zip64: true }),
  tar: plainTar,
  "tar.gz": gzipSync(plainTar),
};

const small = { entries: 50, bytes: 1 << 20, ratio: 100, ratioFrom: 1 << 16 };

/** What happens to archives on their way: bytes that flip, an end that is missing, a piece that is there twice. */
const damages = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("flip" as const), at: fc.nat(), value: fc.nat(255) }),
    fc.record({ kind: fc.constant("cut" as const), at: fc.nat() }),
    fc.record({ kind: fc.constant("double" as const), at: fc.nat(), length: fc.nat(600) }),
    fc.record({ kind: fc.constant("drop" as const), at: fc.nat(), length: fc.nat(600) }),
  ),
  { minLength: 1, maxLength: 4 },
);

test.each(Object.entries(specimens))(
  "a damaged %s is unpacked inside of its folder or refused in one line",
  async (_, whole) => {
    const folder = await tempFolder({ "outside/mine": "" });
    await fc.assert(
      fc.asyncProperty(damages, async (some) => {
        const archive = some.reduce(damage, whole);
        const into = join(folder, "outside", "into");
        await mkdir(into);
        await writeFile(join(folder, "work"), archive);
        const failure: unknown = await unpack(join(folder, "work"), into, {
          name: "work",
          budget: new Budget(small),
        }).catch((error: unknown) => error);
        if (failure !== undefined) expect(failure).toBeInstanceOf(RequestError);
        if (failure !== undefined)
          expect((failure as Error).message).toMatch(/^Expected [^\n]+: work$/u);
        expect((await readdir(join(folder, "outside"))).toSorted()).toEqual(["into", "mine"]);
        expect((await readdir(folder)).toSorted()).toEqual(["outside", "work"]);
        await rm(into, { recursive: true });
      }),
      { numRuns: 100 },
    );
  },
  // Some ten thousand file operations, on a machine that may have much else to do.
  300_000,
);

type Damage = Readonly<{ kind: string; at: number; value?: number; length?: number }>;

function damage(bytes: Buffer, { kind, at, value = 0, length = 0 }: Damage): Buffer {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, rest] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === "cut") return before;
  if (kind === "double") return Buffer.concat([before, rest.subarray(0, length), rest]);
  if (kind === "drop") return Buffer.concat([before, rest.subarray(length)]);
  return Buffer.concat([before, Buffer.from([value]), rest.subarray(1)]);
}
