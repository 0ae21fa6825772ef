import type { Dialogue } from "../../packets/dialogue.ts";

/** In which direction a nonce is to be seen. A server that answers in capital letters answers all the same. */
export function nonceIn(
  { toServer, toClient }: Dialogue,
  nonce: string,
): Readonly<{ toServer: boolean; toClient: boolean }> {
  return { toServer: holds(toServer.content, nonce), toClient: holds(toClient.content, nonce) };
}

function holds(content: Buffer, nonce: string): boolean {
  const bytes = content.toString("latin1").toUpperCase();
  // Not every program writes UTF-8, nor knows how to make a capital of an accented letter.
  return (
    bytes.includes(Buffer.from(nonce).toString("latin1").toUpperCase()) ||
    bytes.includes(nonce.toUpperCase()) ||
    content.toString("utf8").toUpperCase().includes(nonce.toUpperCase())
  );
}

/** Why a word proves nothing: everybody's capture has it, or it is too short to be nobody else's. */
export function notOwn(nonce: string): "handout" | "short" | undefined {
  const letters = nonce.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (letters === "") return "short";
  if (handouts.some((text) => text.includes(letters))) return "handout";
  return Array.from(nonce).length < fewestCharacters ? "short" : undefined;
}

const fewestCharacters = 4;

/** What the handouts' programs say. */
const handouts = ["helloworld", "testmessage", "mensagemdeteste", "thankyouforconnecting"];
