import type { DatagramPair } from "./datagram-pair.ts";

/**
 * What has appeared on the client's screen since a text came back to it from the server: what it
 * showed when it sent the text is no echo. Undefined while nothing has come.
 */
export function shownSinceItCame(
  { stage, client, isDirect }: DatagramPair,
  text: string,
): string | undefined {
  const isIt = (bytes: string) => Buffer.from(bytes, "base64").includes(text);
  const came = stage.trace.findIndex(
    (event) => event.kind === "wire" && event.to === client.name && isIt(event.bytes),
  );
  if (came < 0 && !isDirect) return undefined;
  const shown = stage.trace
    .slice(Math.max(0, came))
    .flatMap((event) =>
      event.kind === "screen" && event.actor === client.name ? [event.text] : [],
    );
  return shown.join("");
}
