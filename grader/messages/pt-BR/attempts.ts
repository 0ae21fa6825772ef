import type { Attempt, CauseOf } from "../../model/cause.ts";
import { endpoint } from "../endpoint.ts";

/** Sentences on where a client tried to go; nothing where packets are not seen. */
export function attempts({ attempts: tried }: Pick<CauseOf<"not-connected">, "attempts">): string {
  if (tried === undefined) return "";
  if (tried.length === 0) return " Ele nem tentou: não se viu um só pacote dele.";
  return ` ${tried.map((one) => `Ele ${sentence(one)}.`).join(" ")}`;
}

function sentence({ protocol, to, answer }: Attempt): string {
  if (protocol === "udp") {
    return `enviou datagramas (UDP) para ${endpoint(to)}, mas uma conversa por TCP precisa de um socket SOCK_STREAM e de connect()`;
  }
  return `tentou ${endpoint(to)}, ${answers[answer]}`;
}

const answers: Readonly<Record<Attempt["answer"], string>> = {
  refused: "onde ninguém escuta",
  accepted: "onde outro respondeu",
  nothing: "de onde não veio resposta",
};
