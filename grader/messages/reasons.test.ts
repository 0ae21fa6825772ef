import { expect, test } from "vitest";
import { languages } from "../model/language.ts";
import type { ProgramReason } from "../model/program-reason.ts";
import { describeReason } from "./describe.ts";

const said: readonly (readonly [ProgramReason, string, string])[] = [
  [{ by: "manifest" }, "as sockgrade.yaml says", "como manda o sockgrade.yaml"],
  [{ by: "name" }, "by its name", "pelo nome"],
  [{ by: "folder", folder: "servidor" }, 'by its folder, "servidor"', 'pela pasta "servidor"'],
  [{ by: "code" }, "by its code", "pelo código"],
  [
    { by: "code", does: "listens" },
    "by its code, which waits for connections",
    "pelo código, que espera conexões",
  ],
  [
    { by: "code", does: "connects", despiteName: true },
    "by its code, which makes the connection, against its name",
    "pelo código, que se conecta, apesar do nome",
  ],
  [
    { by: "argument", argument: "--mode server" },
    'one program for both; this one with "--mode server"',
    'um programa só para os dois papéis; este é com "--mode server"',
  ],
  [
    { by: "name", exercise: "exercício 03", languageBy: "shebang" },
    'by its name; "exercício 03" names the exercise; its first line says what runs it',
    'pelo nome; "exercício 03" indica o exercício; a primeira linha diz com que ele roda',
  ],
  [
    { by: "code", does: "binds", languageBy: "text" },
    "by its code, which binds a UDP port; without an extension: known by its text",
    "pelo código, que ocupa uma porta UDP; sem extensão: reconhecido pelo texto",
  ],
];

test.each(said)("%j", (why, english, portuguese) => {
  expect(describeReason(why, "en")).toBe(english);
  expect(describeReason(why, "pt-BR")).toBe(portuguese);
});

test("a folder's name can not act on a terminal", () => {
  const nasty = "\u001b]0;t\u0007\n\u202ex";
  for (const language of languages) {
    const text = describeReason({ by: "folder", folder: nasty, exercise: nasty }, language);
    expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
  }
});
