import { PacketCutter, type PacketSource } from "./packet-cutter.ts";
import type { PacketRecord } from "./packet-record.ts";
import { PacketStore } from "./packet-store.ts";

/** Records the packets of both networks of a slot, check by check. */
export class PacketRecorder {
  readonly #cutters: Readonly<Record<Side, PacketCutter>>;

  constructor(sources: Readonly<Record<Side, PacketSource>>) {
    this.#cutters = {
      server: new PacketCutter(sources.server),
      client: new PacketCutter(sources.client),
    };
  }

  /**
   * Begins the recording of a check: no packet from before is in it, and every packet from now on.
   * @returns undefined when packets can not be seen any more.
   */
  async begin(): Promise<Recording | undefined> {
    const recording = new Recording(this.#cutters);
    return (await recording.begins()) ? recording : undefined;
  }
}

type Side = "server" | "client";

/** One place where packets are seen; `over` once that has come to an end before the check did. */
type Watched = {
  readonly side: PacketRecord["networks"][number]["side"];
  readonly cutter: PacketCutter;
  readonly store: PacketStore;
  over?: Readonly<{ seen: boolean; lost: number }>;
};

/** The packets of one check while it runs. */
export class Recording implements AsyncDisposable {
  readonly #sides: Watched[];
  #begin = 0;
  #end: Promise<PacketRecord> | undefined;

  constructor(cutters: Readonly<Record<Side, PacketCutter>>) {
    this.#sides = (["server", "client"] as const).map((side) => ({
      side,
      cutter: cutters[side],
      store: new PacketStore(mostBytes),
    }));
  }

  async begins(): Promise<boolean> {
    const seen = await Promise.all(this.#sides.map(({ cutter, store }) => cutter.cut(store)));
    this.#begin = (performance.timeOrigin + performance.now()) * 1000;
    return seen.every(Boolean);
  }

  /** What there is until now: every packet that was sent before is in it. */
  async soFar(): Promise<PacketRecord> {
    const seen = await Promise.all(
      this.#sides.map(async ({ cutter, over }) => over?.seen ?? (await cutter.catchUp())),
    );
    return this.#record(seen, 0);
  }

  /**
   * Records what crosses a wire between two hosts as well, from now on until the function that it
   * hands back is called: the wire must be there until then.
   */
  async join(source: PacketSource): Promise<() => Promise<void>> {
    const cutter = new PacketCutter(source);
    const wire: Watched = { side: "wire", cutter, store: new PacketStore(mostBytes) };
    await cutter.cut(wire.store);
    this.#sides.push(wire);
    return async () => {
      const seen = await cutter.cut(undefined);
      wire.over = { seen, lost: await lostOf(wire) };
    };
  }

  /** Ends it: every packet that was sent until now is in it, and none from later. */
  end(): Promise<PacketRecord> {
    this.#end ??= this.#cutOff();
    return this.#end;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  async #cutOff(): Promise<PacketRecord> {
    const seen = await Promise.all(
      this.#sides.map(async ({ cutter, over }) => over?.seen ?? (await cutter.cut(undefined))),
    );
    const lost = await Promise.all(
      this.#sides.map(async (one) => one.over?.lost ?? (await lostOf(one))),
    );
    return this.#record(
      seen,
      lost.reduce((sum, one) => sum + one, 0),
    );
  }

  #record(seen: readonly boolean[], lost: number): PacketRecord {
    return {
      begin: this.#begin,
      networks: this.#sides.map(({ side, cutter: { linkType }, store }) => ({
        side,
        linkType,
        store,
      })),
      lost,
      isWhole: seen.every(Boolean),
    };
  }
}

async function lostOf({ cutter, store }: Watched): Promise<number> {
  return store.packets < neverLost ? 0 : await cutter.lost();
}

/** What is kept of each of the two networks. */
const mostBytes = 8 << 20;

/** So few packets all fit into the kernel's queue, however busy the machine is. */
const neverLost = 25;
