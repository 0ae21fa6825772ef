import type { ActorName } from "./role.ts";

/** An address and port as the kernel's socket tables give them. */
export type Endpoint = Readonly<{ address: string; port: number }>;

export function isSameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.port === other.port && one.address === other.address;
}

/** Both ends of a connection, seen from the program that holds it. */
export type Connection = Readonly<{ local: Endpoint; remote: Endpoint }>;

/**
 * What a program is doing, as the kernel tells it: the one thing a person would name when asked
 * "what is it waiting for?". Found in `/proc/<pid>/task/<tid>/syscall` (proc(5)).
 */
export type Waiting =
  | Readonly<{ on: "keyboard" }>
  | Readonly<{ on: "accept"; listening: Endpoint | undefined }>
  /** `from` is who holds the other end, where the grader knows it. */
  | Readonly<{
      on: "recv";
      connection: Connection | undefined;
      from?: ActorName | undefined;
      /** On a UDP socket: whoever sends to its port is heard. */
      datagram?: true | undefined;
    }>
  | Readonly<{ on: "send"; connection: Connection | undefined; to?: ActorName | undefined }>
  | Readonly<{ on: "connect" }>
  /** In poll, select or epoll on sockets, the keyboard or both. */
  | Readonly<{ on: "poll"; keyboard: boolean; accepting: boolean; receiving: boolean }>
  | Readonly<{ on: "sleep" }>
  | Readonly<{ on: "lock" }>
  | Readonly<{ on: "child" }>
  /** Writing to its own screen, which nobody reads fast enough. */
  | Readonly<{ on: "screen" }>
  | Readonly<{ on: "stopped" }>
  | Readonly<{ on: "running" }>
  | Readonly<{ on: "exited"; code: number | undefined; signal: string | undefined }>
  /** A system call that has no name here, or a machine that does not tell. */
  | Readonly<{ on: "unknown" }>;
