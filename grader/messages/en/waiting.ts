import type { ActorName } from "../../model/role.ts";
import type { Connection, Endpoint, Waiting } from "../../model/waiting.ts";
import type { WaitingWords } from "../catalogue.ts";
import { ending, theShort } from "./actor.ts";

/** After "the server": what it is doing. */
export const waiting: WaitingWords = {
  keyboard: () => "is waiting for somebody to type",
  accept: ({ listening }) => `is sitting in accept(), waiting for a client${onPort(listening)}`,
  recv: ({ connection, from, datagram }) =>
    datagram === true
      ? `is sitting in recvfrom(), waiting for a datagram${toPort(connection)}`
      : `is sitting in recv(), waiting for bytes from ${peer(from, connection)}`,
  send: ({ to }) =>
    `is stuck in send(): ${to === undefined ? "the other side" : theShort(to)} does not read the bytes`,
  connect: () => "is sitting in connect(), waiting to be answered",
  poll: (wait) => `is waiting for ${either(wait)}, in select() or poll()`,
  sleep: () => "is asleep, in sleep()",
  lock: () => "has a thread that waits for another one (a lock or a join)",
  child: () => "is waiting for another process to end",
  screen: () => "is stuck writing to its screen",
  stopped: () => "is suspended",
  running: () => "is running, without waiting for anything",
  exited: (end) => `has ended${ending(end)}`,
  unknown: () => "is doing something this machine does not show",
};

/** The same for a narrow column. */
export const doing: WaitingWords = {
  keyboard: () => "waiting for somebody to type",
  accept: ({ listening }) => `in accept(), waiting for a client${onPort(listening)}`,
  recv: ({ connection, from, datagram }) =>
    datagram === true
      ? `in recvfrom()${toPort(connection)}`
      : `in recv(), from ${peer(from, connection)}`,
  send: ({ connection, to }) => `in send(), to ${peer(to, connection)}`,
  connect: () => "in connect()",
  poll: (wait) => `waiting for ${either(wait)}`,
  sleep: () => "in sleep()",
  lock: () => "waiting for another thread",
  child: () => "waiting for another process",
  screen: () => "writing to its screen",
  stopped: () => "suspended",
  running: () => "running",
  exited: (end) => `ended${ending(end)}`,
  unknown: () => "no telling what it does",
};

function onPort(listening: Endpoint | undefined): string {
  return listening === undefined ? "" : ` on port ${listening.port}`;
}

function toPort(connection: Connection | undefined): string {
  return connection === undefined ? "" : ` on its port ${connection.local.port}`;
}

function peer(actor: ActorName | undefined, connection: Connection | undefined): string {
  if (actor !== undefined) return theShort(actor);
  return connection === undefined
    ? "the network"
    : `${connection.remote.address}:${connection.remote.port}`;
}

function either(wait: Extract<Waiting, { on: "poll" }>): string {
  const parts = [
    wait.keyboard ? "the keyboard" : "",
    wait.accepting ? "a new client" : "",
    wait.receiving ? "bytes from the network" : "",
  ];
  return (
    new Intl.ListFormat("en", { type: "disjunction" }).format(
      parts.filter((part) => part !== ""),
    ) || "something"
  );
}
