import { CheckUnavailable } from "../../scenario/failure.ts";
import type { Words } from "../../scenario/words.ts";
import { learnFrame } from "../../wire/frame.ts";
import type { DatagramPair, Round } from "./datagram-pair.ts";

/** How a text becomes a datagram, of the client's and of the server's. */
export type Frames = Readonly<{
  encode: (text: string) => Buffer;
  encodeReply: (text: string) => Buffer;
}>;

/**
 * Learns from three rounds of the student's own pair how messages look in a datagram.
 * @throws CheckUnavailable when no rule fits, a message takes several datagrams, or they are not seen.
 */
export async function learnFrames(pair: DatagramPair, words: Words): Promise<Frames> {
  if (pair.isDirect) throw new CheckUnavailable("relay");
  const rounds: Round[] = [];
  const pongs = words.shrinking(3);
  for (const [index, ping] of words.shrinking(3).entries())
    rounds.push(await pair.round(ping, pongs[index] as string));
  return {
    encode: frameOf(rounds.map(({ ping }) => ping)),
    encodeReply: frameOf(rounds.map(({ pong }) => pong)),
  };
}

function frameOf(messages: readonly Round["ping"][]): (text: string) => Buffer {
  const samples = messages.map(({ text, datagrams }) => ({
    text,
    bytes: Buffer.concat(datagrams),
  }));
  const isOneEach = messages.every(({ datagrams }) => datagrams.length === 1);
  const frame = isOneEach ? learnFrame(samples) : undefined;
  if (frame === undefined) throw new CheckUnavailable("frame");
  return frame.encode;
}
