import getPort, { portNumbers } from "get-port";
import type { Socket } from "node:dgram";
import type { Server } from "node:net";
import type { Endpoint } from "../model/waiting.ts";
import { bindHere } from "./bind-here.ts";
import { listenHere } from "./listen-here.ts";
import type { Network, Side } from "./network.ts";
import { lockPorts } from "./port-lock.ts";

/** The machine's own network, shared with everything else that runs on it; see {@link Network}. */
export class SharedNetwork implements Network {
  readonly isolated = false;
  readonly isSpent = false;
  /** They would be everybody's on this machine, and only an administrator may look. */
  readonly packets = Promise.resolve(undefined);

  wrap(_side: Side, command: readonly string[]): readonly string[] {
    return command;
  }

  listen(_side: Side, port: number): Promise<Server> {
    return listenHere(port);
  }

  bindDatagrams(_side: Side, at: Endpoint): Promise<Socket> {
    return bindHere({ ...at, reuse: false });
  }

  freePort(): Promise<number> {
    return getPort({ port: portNumbers(20_000, 29_999) });
  }

  reserve(ports: readonly number[]): Promise<AsyncDisposable> {
    return lockPorts(ports);
  }

  lingerInTimeWait(): void {
    // The machine's own setting stands, and it lingers.
  }

  forgetTimeWait(): Promise<void> {
    return Promise.resolve();
  }

  openMulticast6(): Promise<boolean> {
    // Whether and where the machine routes it is its own business, and so is who listens there.
    return Promise.resolve(false);
  }

  joinHosts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  discard(): void {
    // There is only this one.
  }

  close(): void {
    // Nothing of its own to give back.
  }
}
