import type { Capture } from "../../model/conversation.ts";
import type { Endpoint } from "../../model/waiting.ts";
import { isLookup } from "../../packets/name-lookup.ts";
import { CheckUnavailable } from "../../scenario/failure.ts";
import type { Stage } from "../../scenario/stage.ts";

/** A datagram that a program has sent to a group or to whomever else. */
export type SentDatagram = Readonly<{
  /** Milliseconds since the check began. */
  at: number;
  bytes: Buffer;
  from: Endpoint;
  to: Endpoint;
  isToGroup: boolean;
  /** Time to live, in IPv6 the hop limit. */
  ttl: number;
}>;

/**
 * What the packets say: every datagram of the check that was sent until now, but for those from the
 * ports of `others`. @returns undefined where packets are not seen.
 */
export async function sentDatagrams(
  stage: Stage,
  others: readonly number[],
): Promise<readonly SentDatagram[] | undefined> {
  try {
    return datagramsIn(await stage.packets()).filter(({ from }) => !others.includes(from.port));
  } catch (error) {
    if (error instanceof CheckUnavailable) return undefined;
    throw error;
  }
}

function datagramsIn({ conversations }: Capture): readonly SentDatagram[] {
  const all = conversations.flatMap((one) => {
    if (one.protocol !== "udp" || one.side !== "server" || isLookup(one.to.port)) return [];
    const { from, to, ttl, group: isToGroup } = one;
    return one.first.map(({ at, content }) => {
      return { at, bytes: Buffer.from(content, "base64"), from, to, isToGroup, ttl };
    });
  });
  return all.toSorted((one, other) => one.at - other.at);
}
