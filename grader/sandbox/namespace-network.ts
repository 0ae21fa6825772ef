import { readlinkSync } from "node:fs";
import type { Socket } from "node:dgram";
import type { Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type Companion, spawnCompanion } from "../process/spawn.ts";
import { joinHosts } from "./host-link.ts";
import type { Endpoint } from "../model/waiting.ts";
import { bindHere, type DatagramAddress } from "./bind-here.ts";
import { listenHere } from "./listen-here.ts";
import { openMulticast6 } from "./multicast6.ts";
import type { HostLink, Network, PacketTap, Side } from "./network.ts";
import { sendDatagram } from "./send-datagram.ts";
import { networkSetup } from "./slot-command.ts";
import { startTcpdump, type Tcpdump } from "./tcpdump.ts";
import { forgetTimeWait, lingerInTimeWait } from "./time-wait.ts";

/** The network of a slot that lives in namespaces of its own; see {@link Network}. */
export class NamespaceNetwork implements Network {
  readonly isolated = true;
  isSpent = false;
  readonly packets: Promise<Readonly<Record<Side, PacketTap>> | undefined>;
  readonly #helper: Promise<Companion>;
  readonly #tcpdumps: Promise<readonly (Tcpdump | undefined)[]>;
  readonly #path: string;
  #clientPid: number | undefined;
  #multicast6: Promise<boolean> | undefined;
  #requests = 0;

  /**
   * `helperEntry` is the script of `client-side.ts`. It starts at once, so that it is there when the
   * first pair wants a relay; a failure shows when it is wanted. So do the programs that see the
   * packets, which are looked for on `path`.
   */
  constructor(helperEntry: string, path: string) {
    this.#path = path;
    this.#helper = startHelper(helperEntry);
    this.#tcpdumps = Promise.all([
      startTcpdump([], path),
      this.#helper
        .then((helper) => enterNetworkOf(helper.pid))
        .then((enter) => (enter === undefined ? undefined : startTcpdump(enter, path))),
    ]).catch(() => []);
    this.packets = this.#tcpdumps.then((started) => this.#tap(started));
  }

  wrap(side: Side, command: readonly string[]): readonly string[] {
    if (side === "server") return [...withoutPrivileges, ...command];
    if (this.#clientPid === undefined) throw new Error("no relay listens on the client side yet");
    return ["nsenter", `--net=/proc/${this.#clientPid}/ns/net`, ...withoutPrivileges, ...command];
  }

  async listen(side: Side, port: number): Promise<Server> {
    return side === "server" ? await listenHere(port) : await this.#listenOnClientSide(port);
  }

  async bindDatagrams(side: Side, at: Endpoint): Promise<Socket> {
    // Where several may share a port the system hands out one twice, so only those do that must.
    if (side === "server") return await bindHere({ ...at, reuse: false });
    return (await this.#askClientSide({ bind: { ...at, reuse: true } })) as Socket;
  }

  freePort(): Promise<number> {
    // Below the range that the kernel hands to clients, above what needs privileges.
    this.#requests += 1;
    return Promise.resolve(20_000 + (this.#requests % 10_000));
  }

  reserve(): Promise<AsyncDisposable> {
    return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() });
  }

  lingerInTimeWait(): void {
    lingerInTimeWait();
  }

  async forgetTimeWait(): Promise<void> {
    const isForgotten = await forgetTimeWait(this.#path);
    this.isSpent ||= !isForgotten;
  }

  openMulticast6(): Promise<boolean> {
    this.#multicast6 ??= openMulticast6(this.#path);
    return this.#multicast6;
  }

  async joinHosts(): Promise<HostLink | undefined> {
    // Once the helper answers, its network is set up, and nobody else changes it any more.
    const probe = await this.#listenOnClientSide(0);
    probe.close();
    const link = await joinHosts(this.#clientPid as number, this.#path);
    if (link === undefined) {
      this.isSpent = true;
      return undefined;
    }
    const part = async (): Promise<boolean> => {
      const isParted = await link.part();
      this.isSpent ||= !isParted;
      return isParted;
    };
    return { ...link, part };
  }

  discard(): void {
    this.isSpent = true;
  }

  close(): void {
    void this.#tcpdumps.then((started) => {
      for (const tcpdump of started) tcpdump?.kill();
    });
    void this.#helper.then(
      (helper) => helper.kill(),
      () => undefined,
    );
  }

  #tap([server, client]: readonly (Tcpdump | undefined)[]) {
    if (server === undefined || client === undefined) return undefined;
    const toClientSide = (content: Buffer): void => {
      void this.#helper.then((helper) => helper.send({ datagram: content.toString("base64") }));
    };
    return {
      server: { ...server, sendDatagram: (content: Buffer) => void sendDatagram(content) },
      client: { ...client, sendDatagram: toClientSide },
    };
  }

  /**
   * A socket belongs to the namespace it was made in, whoever holds it: the helper on the client
   * side makes the listening socket and hands it over, and everything after happens here.
   */
  async #listenOnClientSide(port: number): Promise<Server> {
    return Object.assign((await this.#askClientSide({ port })) as Server, halfOpen);
  }

  async #askClientSide(wanted: { port: number } | { bind: DatagramAddress }): Promise<unknown> {
    const helper = await this.#helper;
    this.#clientPid = helper.pid;
    this.#requests += 1;
    const request = this.#requests;
    return await new Promise((resolve, reject) => {
      let socket: unknown;
      const stopListening = helper.onMessage((message, handle) => {
        const reply = message as { request?: number; error?: string; closed?: true };
        if (reply.request !== request) return;
        socket ??= handle;
        if (reply.error === undefined && reply.closed !== true) return;
        stopListening();
        if (reply.error !== undefined) reject(new Error(reply.error));
        else resolve(socket);
      });
      void helper.exited.then(() => reject(new Error("the client side's helper ended")));
      helper.send({ request, ...wanted });
    });
  }
}

/** What a listening socket loses on its way from the helper to us. */
const halfOpen = { allowHalfOpen: true, noDelay: true };

async function startHelper(entry: string): Promise<Companion> {
  const setup = `${networkSetup}\nexec "$@"`;
  return await spawnCompanion(
    ["unshare", "--net", "sh", "-c", setup, "sh", ...withoutPrivileges, process.execPath, entry],
    { quiet: true },
  );
}

/**
 * The command that runs another in the network of that process, as soon as it has one of its own;
 * undefined when it has ended before. The loopback is up by then at the latest.
 */
async function enterNetworkOf(pid: number): Promise<readonly string[] | undefined> {
  const network = `/proc/${pid}/ns/net`;
  try {
    while (readlinkSync(network) === readlinkSync("/proc/self/ns/net")) await delay(1);
  } catch {
    return undefined;
  }
  return ["nsenter", `--net=${network}`, "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
}

/** A student's program, and the helper too, start without the slot's capabilities. */
export const withoutPrivileges = [
  "setpriv",
  "--ambient-caps=-all",
  "--inh-caps=-all",
  "--bounding-set=-all",
  "--no-new-privs",
  "--",
] as const;
