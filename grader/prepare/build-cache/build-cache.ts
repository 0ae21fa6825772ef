import { open } from "node:fs/promises";
import { join } from "node:path";
import type { RunTool, ToolRequest, ToolRun } from "../../model/tool.ts";
import { cacheFolder } from "./cache-folder.ts";
import { isVerdict } from "./is-verdict.ts";
import { keyOf } from "./key.ts";
import { toLocal, toNeutral } from "./neutral-names.ts";
import { pack, type Packed, unpack } from "./pack.ts";
import { prune } from "./prune.ts";
import { publish } from "./publish.ts";
import { readTree, writeTree } from "./tree.ts";

export type BuildCacheOptions = Readonly<{
  /** The environment that says where caches are: XDG_CACHE_HOME, or HOME. */
  host: Readonly<Record<string, string | undefined>>;
  /** Builds made under another one are not taken: the grader's version, the kind of its sandbox. */
  edition: string;
  /** How much is kept, in bytes; what was not used for longest goes first. @default 1 GiB */
  maxBytes?: number;
}>;

/**
 * What compilers have made, by what they made it of: the same sources are not built twice by the same
 * toolchain, whoever hands them in. Many graders use one at a time, and need no lock for that: an entry
 * is one file, which is there when it is whole, and stays readable for whoever has opened it.
 * @returns undefined where no cache can be kept.
 */
export function openBuildCache(options: BuildCacheOptions): BuildCache | undefined {
  const folder = cacheFolder(options.host);
  return folder === undefined ? undefined : new BuildCache(folder, options);
}

/** Opened by {@link openBuildCache}. */
export class BuildCache {
  readonly #folder: string;
  readonly #edition: string;
  readonly #maxBytes: number;
  /** What this process is building, so that the same is not built beside it. */
  readonly #underWay = new Map<string, Promise<unknown>>();
  /** Unknown at the beginning: what others left behind is looked at with the first entry. */
  #sincePruning = Number.POSITIVE_INFINITY;

  constructor(folder: string, { edition, maxBytes = 1 << 30 }: BuildCacheOptions) {
    this.#folder = folder;
    this.#edition = edition;
    this.#maxBytes = maxBytes;
  }

  /**
   * Runs a compiler, or does as if: afterwards the same files lie in its folder, and it has said the
   * same. `into` is its folder below the workplace's `out`, and the only one that it writes to.
   */
  async build(request: ToolRequest, into: string, runTool: RunTool): Promise<ToolRun> {
    const key = await this.#keyOf(request, into);
    if (key === undefined) return await runTool(request);
    const known = await this.#take(key, request, into);
    if (known !== undefined) return known;
    const earlier = this.#underWay.get(key);
    if (earlier !== undefined) {
      await earlier;
      const made = await this.#take(key, request, into);
      if (made !== undefined) return made;
    }
    const building = this.#make(key, request, into, runTool);
    const settled = building.catch(() => undefined);
    this.#underWay.set(key, settled);
    try {
      return await building;
    } finally {
      if (this.#underWay.get(key) === settled) this.#underWay.delete(key);
    }
  }

  async #keyOf(request: ToolRequest, into: string): Promise<string | undefined> {
    return await keyOf(request, [this.#edition, into]);
  }

  async #make(key: string, request: ToolRequest, into: string, runTool: RunTool): Promise<ToolRun> {
    const run = await runTool(request);
    if (!isVerdict(run)) return run;
    // Sources that changed meanwhile (another language's preparation) are not what was built.
    if ((await this.#keyOf(request, into)) !== key) return run;
    const bytes = await this.#pack(key, request, into, run);
    if (bytes === undefined) return run;
    if ((await publish(this.#folder, key, bytes, false)) === "exists") {
      // Somebody else was quicker: now all have the same one.
      const published = await this.#take(key, request, into);
      if (published !== undefined) return published;
      await publish(this.#folder, key, bytes, true);
    }
    await this.#makeRoom(bytes.length);
    return run;
  }

  /** @returns undefined for what is not there, and for what is damaged: it is built once more. */
  async #take(key: string, request: ToolRequest, into: string): Promise<ToolRun | undefined> {
    const found = await this.#read(key);
    if (found === undefined) return undefined;
    if (found.code === 0) await writeTree(join(request.workplace.out, into), found.tree);
    return {
      code: found.code,
      signal: undefined,
      stdout: toLocal(found.stdout, request.workplace),
      stderr: toLocal(found.stderr, request.workplace),
      timedOut: false,
    };
  }

  async #read(key: string): Promise<Packed | undefined> {
    try {
      await using file = await open(join(this.#folder, key), "r");
      const found = unpack(key, await file.readFile());
      const now = new Date();
      if (found !== undefined) await file.utimes(now, now).catch(() => undefined);
      return found;
    } catch {
      // Never made, or thrown away a moment ago.
      return undefined;
    }
  }

  /** @returns undefined for what is not to be kept. */
  async #pack(
    key: string,
    { workplace }: ToolRequest,
    into: string,
    { code, stdout, stderr }: ToolRun,
  ): Promise<Buffer | undefined> {
    const most = this.#maxBytes / largestPart;
    const tree = code === 0 ? await readTree(join(workplace.out, into), most) : [];
    if (tree === undefined) return undefined;
    const said = { stdout: toNeutral(stdout, workplace), stderr: toNeutral(stderr, workplace) };
    return pack(key, { code, ...said, tree });
  }

  async #makeRoom(added: number): Promise<void> {
    this.#sincePruning += added;
    if (this.#sincePruning < this.#maxBytes / pruneEvery) return;
    this.#sincePruning = 0;
    await prune(this.#folder, this.#maxBytes);
  }
}

/** No entry takes more than an eighth of the room: a few large ones would throw all others out. */
const largestPart = 8;

/** Looking at every entry costs a moment, so it is done after so much of the room has been filled anew. */
const pruneEvery = 16;
