import { expect, test } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "./last-words.ts";
import { unreadableScript } from "./unreadable-script.ts";

const source = "x = [1\nputs x\n";

test.each([
  [
    "PHP",
    'PHP Parse error:  syntax error, unexpected token ";" in /home/aluno/redes/server on line 2\n',
    'Parse error: syntax error, unexpected token ";"',
  ],
  [
    "Ruby",
    "server.rb:2: syntax error, unexpected local variable or method, expecting ']'\nputs x\n^~~~\n",
    "syntax error, unexpected local variable or method, expecting ']'",
  ],
])("a file that %s could not read, with its line", async (_, said, error) => {
  const file = said.includes(".rb") ? "server.rb" : "server";
  const cwd = await tempFolder({ [file]: source });
  expect(unreadableScript({ role: "server", file, cwd } as Launch, words(said))).toEqual({
    kind: "syntax-error",
    role: "server",
    place: { file, line: 2, text: "puts x" },
    error,
  });
});

test("an error of a program that runs is none of reading", () => {
  const said =
    "server.rb:2:in `initialize': Address already in use - bind(2) (Errno::EADDRINUSE)\n";
  const launch = { role: "server", file: "server.rb", cwd: "/nowhere" } as Launch;
  expect(unreadableScript(launch, words(said))).toBeUndefined();
});

function words(spoken: string): LastWords {
  return { spoken } as LastWords;
}
