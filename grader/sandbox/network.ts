import type { Socket } from "node:dgram";
import type { Server } from "node:net";
import type { Endpoint } from "../model/waiting.ts";

/**
 * Where the programs of a check meet. `server` and `client` are the two sides of a pair: where
 * namespaces are to be had they are two separate networks, so that a relay can stand between two
 * programs that both have the same port written in their code.
 */
export type Side = "server" | "client";

/** Sees every packet of one side. */
export type PacketTap = Readonly<{
  /** Has every byte of a capture file that grows (pcap-savefile(5)) told. To be called once. */
  onBytes: (listen: (bytes: Buffer) => void) => void;
  /** Sends a datagram on that side, to nobody. */
  sendDatagram: (content: Buffer) => void;
  /** How many packets the kernel has dropped so far; undefined when that can not be told. */
  lost: () => Promise<number | undefined>;
  ended: Promise<unknown>;
}>;

/** Two hosts and the cable between them. */
export type HostLink = Readonly<{
  addresses: Readonly<Record<Side, string>>;
  /** What crosses the cable, in both directions. */
  tap: PacketTap;
  /** @returns false when something of it is left. */
  part: () => Promise<boolean>;
}>;

/** The network a slot offers to its checks. */
export interface Network {
  /** Whether every port is free, and every IPv4 address ours, on both sides. */
  readonly isolated: boolean;
  /** The command that runs `command` on that side, without any privilege of the slot's. */
  wrap(side: Side, command: readonly string[]): readonly string[];
  /**
   * Listens on all addresses of that side. Connections are half-open by consent: the end of one
   * direction does not end the other.
   * @throws when the port is taken.
   */
  listen(side: Side, port: number): Promise<Server>;
  /**
   * Binds a UDP socket on that side. On the clients' side of a slot several may share a port, each
   * with an address of its own. @throws when the port is taken.
   */
  bindDatagrams(side: Side, at: Endpoint): Promise<Socket>;
  /** A port that nobody uses; any port at all where every port is free. */
  freePort(): Promise<number>;
  /**
   * Holds these ports for one check, so that two gradings of programs with the same port in their
   * code wait for each other. Nothing to do where every port is free.
   */
  reserve(ports: readonly number[]): Promise<AsyncDisposable>;
  /**
   * Has closed connections linger in TIME_WAIT (RFC 9293 §3.6.1) as on any machine. A slot
   * does without, so that servers can be started one after another; the check about restarting
   * a server wants them back.
   */
  lingerInTimeWait(): void;
  /** Ends that; where what lingers can not be closed, the next check wants a fresh network. */
  forgetTimeWait(): Promise<void>;
  /**
   * Makes multicast over IPv6 work on the server side, for as long as this network lives. Costs nothing
   * from the second time on. @returns false where it is not to be had.
   */
  openMulticast6(): Promise<boolean>;
  /** The packets of both sides, as soon as all of them are seen; undefined where that can not be. */
  readonly packets: Promise<Readonly<Record<Side, PacketTap>> | undefined>;
  /**
   * Joins the two sides to two hosts of one network, each with an address of its own, until they are parted: then
   * the networks are as before, or spent. @returns undefined where that can not be done.
   */
  joinHosts(): Promise<HostLink | undefined>;
  /** Something was left behind that can not be ended one by one: the next check wants a fresh network. */
  discard(): void;
  /** Closed connections may still linger, or programs: the next check wants a fresh network. */
  readonly isSpent: boolean;
  close(): void;
}
