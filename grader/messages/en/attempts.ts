import type { Attempt, CauseOf } from "../../model/cause.ts";
import { endpoint } from "../endpoint.ts";

/** Sentences on where a client tried to go; nothing where packets are not seen. */
export function attempts({ attempts: tried }: Pick<CauseOf<"not-connected">, "attempts">): string {
  if (tried === undefined) return "";
  if (tried.length === 0) return " It did not even try: not one packet of it was seen.";
  return ` ${tried.map((one) => `It ${sentence(one)}.`).join(" ")}`;
}

function sentence({ protocol, to, answer }: Attempt): string {
  if (protocol === "udp") {
    return `sent datagrams (UDP) to ${endpoint(to)}, but a conversation over TCP needs a SOCK_STREAM socket and connect()`;
  }
  return `tried ${endpoint(to)}, ${answers[answer]}`;
}

const answers: Readonly<Record<Attempt["answer"], string>> = {
  refused: "where nobody listens",
  accepted: "where somebody else answered",
  nothing: "from where no answer came",
};
