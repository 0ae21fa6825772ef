import { describe, expect, it, test } from "vitest";
import { findOnScreen, lastLineOf, visibleText } from "./screen-match.ts";

describe("findOnScreen", () => {
  it.each([
    ["alone", "pipoca"],
    ["in a sentence", "Mensagem recebida: pipoca\nDigite resposta: "],
    ["in capitals", "PIPOCA!"],
    ["in quotes", 'Recebido: "pipoca"'],
    ["in single quotes", "Recebido: 'pipoca'"],
    ["beside an address tuple", "('127.0.0.1', 54321) disse pipoca"],
    ["in a tuple", "('pipoca', ('127.0.0.1', 5007))"],
    ["after a colon without a space", "[cliente]:pipoca"],
    ["coloured", "\u001b[1;32mpipoca\u001b[0m"],
    ["coloured in the middle", "pi\u001b[31mpoca"],
    ["after a window title", "\u001b]0;chat\u0007pipoca"],
    ["corrected with backspaces", "pipx\boca"],
    ["corrected over several letters", "girafa\b\b\b\b\b\bpipoca"],
    ["after a redrawn line", "Digite: ...\rpipoca"],
    ["with line ends of Windows", "pipoca\r\n"],
    ["with zero bytes after it", "pipoca\0\0\0\0\n"],
    ["as text, and as bytes too", "b'pipoca' é pipoca"],
    ["after a bytes literal that has ended", "de b'alguem': pipoca"],
    ["after a word that ends with b", "web 'pipoca'"],
    ["twice, first in another word", "pipocas, pipoca"],
  ])("finds a word %s", (_, screen) => {
    expect(findOnScreen(screen, "pipoca")).toEqual({ found: "shown" });
  });

  it.each([
    ["accents that are missing on the screen", "acao", "ação"],
    ["accents that are missing in the text", "AÇÃO", "acao"],
    ["accents put together in another way", "ac\u0327a\u0303o", "ação"],
    ["other spacing", "quero   SAIR\n com pipoca", "quero sair com pipoca"],
    ["another alphabet", "Recebido: привет", "Привет"],
    ["an emoji", "Recebido: 😀!", "😀"],
  ])("does not mind %s", (_, screen, text) => {
    expect(findOnScreen(screen, text)).toEqual({ found: "shown" });
  });

  it.each([
    ["letters after it", "pipocas", "pipocas"],
    ["letters before it", "> xpipoca.", "xpipoca."],
    ["a digit after it", "pipoca2", "pipoca2"],
    ["a stale tail", "Mensagem: pipocaina", "pipocaina"],
    ["a stale tail in quotes", "'pipocaina'", "'pipocaina'"],
    ["an accented letter after it", "pipocaã", "pipocaa"],
  ])("tells that it runs on: %s", (_, screen, actual) => {
    expect(findOnScreen(screen, "pipoca")).toEqual({ found: "runs-on", actual });
  });

  it.each([
    ["b'pipoca'"],
    ['b"pipoca"'],
    ["Recebido: b'pipoca'"],
    ["Recebido:b'pipoca\\n'"],
    ["b'pipoca\\x00\\x00'"],
    ["(b'pipoca', ('127.0.0.1', 54321))"],
    ["[b'pipoca']"],
    ["bytearray(b'pipoca')"],
    ["b'Servidor: pipoca'"],
    ['b"it is pipoca"'],
    ["B'PIPOCA'"],
    ["b'\\x06pipoca'"],
    ["<Buffer 70 69 70 6f 63 61>"],
    ["recebi <Buffer 70 69 70 6f 63 61 0a>"],
    ["Recebido: [B@1b6d3586"],
  ])("tells bytes from text in %s", (screen) => {
    expect(findOnScreen(screen, "pipoca").found).toBe("bytes-literal");
  });

  it.each(["b'a\\xc3\\xa7\\xc3\\xa3o'", "<Buffer 61 c3 a7 c3 a3 6f>"])(
    "tells bytes from text with accents in %s",
    (screen) => {
      expect(findOnScreen(screen, "ação").found).toBe("bytes-literal");
    },
  );

  it.each([
    ["nothing", ""],
    ["something else", "girafa"],
    ["a part of it", "pipo"],
    ["it with a gap", "pipo ca"],
    ["other bytes", "<Buffer 67 69>"],
    ["another bytes literal", "b'girafa'"],
    ["it, erased", "pipoca\b\b\b\b\b\b"],
  ])("is absent from %s", (_, screen) => {
    expect(findOnScreen(screen, "pipoca")).toEqual({ found: "absent" });
  });

  it.each([
    ["ação", "ação", "shown"],
    ["ac\u0327a\u0303o", "ação", "shown"],
    ["acao", "ação", "absent"],
    ["AÇÃO", "ação", "absent"],
    ["a\ufffd\ufffdo", "ação", "absent"],
    ["açãos", "ação", "runs-on"],
    ["Recebido:  ação\n", "ação", "shown"],
  ] as const)("exactly: %j for %j is %s", (screen, text, found) => {
    expect(findOnScreen(screen, text, true).found).toBe(found);
  });
});

test.each([
  ["um\r\ndois", "um\ndois"],
  ["\u001b[2J\u001b[1;1Hlimpo", "limpo"],
  ["\u001b[?25lx\u001b[?25h", "x"],
  ["\u001b]8;;http://a\u001b\\x", "x"],
  ["ab\b\bc", "c"],
  ["\bx", "x"],
  ["a\n\bb", "a\nb"],
  ["um\rdois", "um\ndois"],
  ["\u0007sino\0", "sino"],
  ["tab\tfica", "tab\tfica"],
])("%j reads as %j", (screen, text) => {
  expect(visibleText(screen)).toBe(text);
});

test.each([
  ["", ""],
  ["um\ndois\n\n", "dois"],
  ["um\n  dois  \r\n", "dois"],
  ["\u001b[31mErro: x\u001b[0m\n", "Erro: x"],
])("the last line of %j is %j", (screen, line) => {
  expect(lastLineOf(screen)).toBe(line);
});
