import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { quote } from "./speech.ts";

/** What the check wanted next and did not get; for a narrow column. */
export const steps: Catalogue["steps"] = {
  prints: (expected) =>
    expected === undefined ? "esperava ler algo na tela" : `esperava ler ${quote.text(expected)}`,
  "reads-keyboard": (expected) =>
    expected === undefined
      ? "esperava que lesse o teclado"
      : `queria digitar ${quote.text(expected)}`,
  sends: (expected) =>
    expected === undefined
      ? "esperava que enviasse algo"
      : `esperava que enviasse ${quote.text(expected)}`,
  exits: () => "esperava que terminasse",
  listens: (expected) =>
    expected === undefined ? "esperava que escutasse" : `esperava que escutasse em ${expected}`,
  joins: (expected) =>
    expected === undefined
      ? "esperava que entrasse num grupo"
      : `esperava que entrasse em ${neutralise(expected)}`,
  connects: () => "esperava que se conectasse",
  closes: () => "esperava que fechasse a conexão",
  "reaches-state": (expected) => `esperava ${expected ?? "outro estado"}`,
  "gives-up": () => "esperava que desistisse",
  accepts: () => "esperava que aceitasse o cliente",
};
