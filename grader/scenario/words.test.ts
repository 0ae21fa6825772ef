import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { seededRandom } from "../lib/random.ts";
import { findOnScreen } from "./screen-match.ts";
import { Words } from "./words.ts";

const words = (seed: number) => new Words(seededRandom(seed, ""));
const vocabularySize = 30;

function everyWord(seed: number): string[] {
  const source = words(seed);
  return Array.from({ length: vocabularySize }, () => source.next());
}

it("gives no word twice, whichever way it is asked", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const source = words(seed);
    const given = [
      source.next(),
      ...source.shrinking(3),
      source.next(),
      ...source.shrinking(3),
      source.next(),
    ];
    expect(given.every((word) => /^[a-z]+$/u.test(word))).toBe(true);
    expect(new Set(given).size).toBe(given.length);
  }
  expect(new Set(everyWord(1)).size).toBe(vocabularySize);
});

it("has no word that is part of another", () => {
  const all = everyWord(1);
  for (const word of all) {
    expect(all.filter((other) => other.includes(word))).toEqual([word]);
  }
});

it("shrinks from word to word", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const lengths = words(seed)
      .shrinking(3)
      .map((word) => word.length) as [number, number, number];
    expect(lengths[0]).toBeGreaterThan(lengths[1]);
    expect(lengths[1]).toBeGreaterThan(lengths[2]);
  }
});

it("has no word that programs show by themselves", () => {
  const texts = [...usual, ...statements()].join("\n");
  const shown = everyWord(1).filter((word) => findOnScreen(texts, word).found === "shown");
  expect(shown.filter((word) => !saidByHandouts.has(word))).toEqual([]);
});

/** Stand in the statements' examples, where a person types them and no program says them by itself. */
const saidByHandouts = new Set(["pipoca", "girafa"]);

/** Prompts, logs and errors of the kind that programs for these exercises show. */
const usual = [
  "Esperando conexão na porta 12345... Conectado a ('127.0.0.1', 54321)",
  "Digite mensagem: Mensagem recebida: Digite resposta: Resposta recebida: Conexão encerrada.",
  "Servidor aguardando. Cliente conectado. Recebido do cliente: Enviado ao servidor: Saindo... SAIR tchau",
  "Waiting for a connection. Connected by. Received: Sent: Enter message: Reply: Closing connection. Bye!",
  "Traceback (most recent call last): ConnectionRefusedError: [Errno 111] Connection refused",
  "Exception in thread main java.net.SocketException: Connection reset at Server.main(Server.java:5)",
  "usage: server.py [host] [port]  console  solicitação  resolvido  peruca  chuva  luva  avaliação",
];

function statements(): string[] {
  const root = join(import.meta.dirname, "..", "..", "exercises");
  return readdirSync(root).flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
}
