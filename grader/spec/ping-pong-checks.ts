import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Cast } from "./cast.ts";
import type { Variation } from "./common-checks.ts";
import { type Check, check } from "./exercise.ts";
import type { Conversation } from "./farewell.ts";

/** A server and a client that talk by turns, over whatever transport. */
type PingPong = Conversation &
  Readonly<{
    round: (
      ping: string,
      pong: string,
      options?: Readonly<{ exactly?: boolean }>,
    ) => Promise<unknown>;
    someoneAtKeyboard: (typed: string) => Promise<ProgramActor>;
  }>;

/** Has both started, ready to talk. */
type Meet = (cast: Cast) => Promise<PingPong>;

/** What to do about it depends on the transport. */
type OwnHint = Variation & Required<Pick<Variation, "hint">>;

/** `rounds`: several rounds, from long texts to short ones. */
export function rounds(about: OwnHint, meet: Meet): Check {
  return check(
    {
      id: "rounds",
      title: {
        "pt-BR": "A conversa continua por várias rodadas, cada uma com o seu texto",
        en: "The conversation goes on for several rounds, each with its own text",
      },
      ...about,
    },
    async (cast) => {
      const pair = await meet(cast);
      const pings = cast.words.shrinking(3);
      const pongs = cast.words.shrinking(3);
      for (const [index, ping] of pings.entries()) await pair.round(ping, pongs[index] as string);
    },
  );
}

/** `accents`: both ways, whole. */
export function accents(about: Variation, meet: Meet): Check {
  return check(
    {
      id: "accents",
      title: { "pt-BR": "Acentos chegam inteiros (ação)", en: "Accents arrive whole (ação)" },
      hint: {
        "pt-BR": "Use a mesma codificação nos dois lados: encode('utf-8') e decode('utf-8').",
        en: "Use the same encoding on both sides: encode('utf-8') and decode('utf-8').",
      },
      ...about,
    },
    async (cast) => {
      const pair = await meet(cast);
      await pair.round("ação", "coração", { exactly: true });
    },
  );
}

/** `empty-line`: whoever asks next is answered, and the conversation goes on. */
export function emptyLine(about: OwnHint, meet: Meet): Check {
  return check(
    {
      id: "empty-line",
      title: { "pt-BR": "Uma linha vazia não trava ninguém", en: "An empty line hangs nobody" },
      ...about,
    },
    async (cast) => {
      const pair = await meet(cast);
      await pair.client.types("");
      const next = await pair.someoneAtKeyboard("");
      if (next === pair.server) await pair.server.types(cast.words.next());
      await pair.round(cast.words.next(), cast.words.next());
    },
  );
}

/** `contains-sair`: only the word alone is the exit word. */
export function containsSair(about: Variation, meet: Meet): Check {
  return check(
    {
      id: "contains-sair",
      title: {
        "pt-BR": "Uma mensagem que só contém SAIR não encerra a conversa",
        en: "A message that merely contains SAIR does not end the conversation",
      },
      hint: {
        "pt-BR": 'Compare o texto inteiro (texto == "SAIR"), não um pedaço dele ("SAIR" in texto).',
        en: 'Compare the whole text (text == "SAIR"), not a part of it ("SAIR" in text).',
      },
      ...about,
    },
    async (cast) => {
      const pair = await meet(cast);
      const message = `quero SAIR com ${cast.words.next()}`;
      await cast.survives(pair, message, async () => {
        await pair.round(message, cast.words.next());
      });
    },
  );
}
