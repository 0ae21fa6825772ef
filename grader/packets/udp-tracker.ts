import type { UdpConversation } from "../model/conversation.ts";
import type { UdpDatagram } from "./packet.ts";

/** Follows the datagrams from one socket to one other, or to a group. */
export class UdpTracker {
  readonly #head: UdpDatagram;
  readonly #mostContent: number;
  readonly #first: UdpConversation["first"] = [];
  #contentBytes = 0;
  #datagrams = 0;
  #bytes = 0;

  constructor(first: UdpDatagram, mostContent: number) {
    this.#head = first;
    this.#mostContent = mostContent;
  }

  /** `at` is in milliseconds since the check began. */
  add({ length, payload }: UdpDatagram, at: number): void {
    this.#datagrams += 1;
    this.#bytes += length;
    if (this.#first.length >= mostShown) return;
    const content = payload.subarray(0, this.#mostContent - this.#contentBytes);
    this.#contentBytes += content.length;
    this.#first.push({ at, bytes: length, content: content.toString("base64") });
  }

  conversation(side: UdpConversation["side"]): UdpConversation {
    const { from, to, isMulticast: group, ttl } = this.#head;
    const counted = { datagrams: this.#datagrams, bytes: this.#bytes, first: this.#first };
    return { protocol: "udp", side, from, to, group, ttl, ...counted };
  }
}

const mostShown = 20;
