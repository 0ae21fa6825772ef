/** The grader's part in a conversation over UDP: a relay, or a peer that it plays. */
export interface DatagramParty {
  /** The ports that its own sockets have. */
  readonly ports: readonly number[];
  /** Datagrams have been handed to the system and not yet been taken. */
  readonly isSending: boolean;
  /** Nothing moves any more. @returns whether something was released that was kept back until then. */
  whenSettled(): boolean;
  close(): void;
}
