import type { TcpState } from "../model/tcp-state.ts";

/** A state as RFC 9293 writes it: `TIME-WAIT`; netstat(8) has an underscore there. */
export function stateName(state: TcpState): string {
  return state.toUpperCase();
}
