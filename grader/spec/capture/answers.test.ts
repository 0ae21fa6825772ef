import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswers } from "./answers.ts";

const english = `nonce: girafa-7
client_port: 51234
server_port: 65432
closed_first: client
data_segments: 2
bytes_to_server: 12
bytes_to_client: 11
`;
const portuguese = `palavra: girafa-7
porta_cliente: 51234
porta_servidor: 65432
fechou_primeiro: cliente
segmentos_de_dados: 2
bytes_para_servidor: 12
bytes_para_cliente: 11
`;
const values = {
  nonce: "girafa-7",
  client_port: 51_234,
  server_port: 65_432,
  closed_first: "client",
  data_segments: 2,
  bytes_to_server: 12,
  bytes_to_client: 11,
};

function valuesIn(text: string) {
  const { answers } = readAnswers("answers.yaml", text);
  return Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, answer?.value]));
}

function faultIn(text: string) {
  const { unreadable, incomplete } = readAnswers("a.yaml", text);
  return unreadable ?? incomplete;
}

describe("readAnswers", () => {
  it.each([
    ["in English", english],
    ["in Portuguese", portuguese],
    ["with other ends of lines and a byte order mark", `\uFEFF${english.replaceAll("\n", "\r\n")}`],
    ["in flow style", `{${english.trim().replaceAll("\n", ", ")}}`],
    [
      "as people spell it",
      portuguese
        .replace("porta_cliente", "Porta do Cliente")
        .replace("segmentos_de_dados", "segmentos-de-dados")
        .replace(": cliente", ": O cliente")
        .replace("51234", '"51234"')
        .replace(": 12", ": 12 bytes"),
    ],
    ["with words for people", `nome: Ana\n${english}explanation: |\n  porque: sim\n`],
  ])("reads answers %s", (_, text) => {
    expect(faultIn(text)).toBeUndefined();
    expect(valuesIn(text)).toEqual(values);
  });

  it("takes a word as it stands there, whatever YAML would make of it", () => {
    for (const word of ["0071", "yes", "1e3", "0x1F", "2026-11-21", "null", "~abcd"]) {
      expect(valuesIn(english.replace("girafa-7", word))["nonce"]).toBe(word);
    }
  });

  it.each([
    ["nothing", "nonce:\n", "bad-answer", 1, 7],
    ["a port", english.replace("51234", "70000"), "bad-answer", 2, 14],
    ["a list", english.replace(": 2\n", ": [2]\n"), "bad-answer", 5, 16],
    ["a number", english.replace(": 12", ": -12"), "bad-answer", 6, 18],
    ["a side", english.replace(": client\n", ": me\n"), "bad-answer", 4, 15],
    ["a key", english.replace("server_port", "sever_port"), "unknown-answer", 3, 1],
    ["a second answer", `${english}palavra: zebra\n`, "doubled-answer", 8, 1],
    ["the same twice", `${english}nonce: girafa-7\n`, "doubled-answer", 8, 1],
    ["a quotation mark", 'nonce: "girafa\nclient_port: 5\n', "answers-unreadable", 1, 8],
    ["a tab", "nonce: a\n\tclient_port: 5\n", "answers-unreadable", 2, 1],
    ["a list of answers", "- nonce: a\n", "answers-unreadable", 1, 1],
    ["a sentence", "a minha palavra foi girafa\n", "answers-unreadable", 1, 1],
  ])("says where %s is wrong", (_, text, kind, line, column) => {
    expect(faultIn(text)).toMatchObject({ kind, place: { file: "a.yaml", line, column } });
  });

  it("guesses what a misspelt key meant", () => {
    const fault = faultIn(portuguese.replace("bytes_para_cliente", "bytes_par_cliente"));
    expect(fault).toMatchObject({ spelt: "bytes_par_cliente", meant: "bytes_para_cliente" });
  });

  it("names every answer that is missing", () => {
    expect(faultIn("nonce: girafa\nserver_port: 5\nclosed_first: server\n")).toEqual({
      kind: "missing-answer",
      file: "a.yaml",
      keys: ["client_port", "data_segments", "bytes_to_server", "bytes_to_client"],
    });
    expect(faultIn("")).toMatchObject({ kind: "missing-answer" });
  });

  it("never throws, and is not made to work by aliases", () => {
    const bomb = `a: &a [x,x]\n${"bcdefgh".replaceAll(/./g, (key) => `${key}: &${key} [*a,*a]\n`)}`;
    expect(faultIn(bomb)).toMatchObject({ kind: "unknown-answer" });
    expect(faultIn("nonce: &n girafa\nclient_port: *n\n")).toMatchObject({ kind: "bad-answer" });
    const parts = [...english.split("\n"), "&a", "*a", ":", "- ", "{", "[", '"', "|", "\t", "\0"];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...parts), fc.string())), (pieces) => {
        expect(readAnswers("a.yaml", pieces.join("\n"))).toHaveProperty("answers");
        expect(readAnswers("a.yaml", pieces.join(" "))).toHaveProperty("answers");
      }),
    );
  });
});
