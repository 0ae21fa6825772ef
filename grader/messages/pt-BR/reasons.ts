import type { Catalogue } from "../catalogue.ts";
import { quote } from "./speech.ts";

/** Why a file was taken for a role, to stand in brackets after its name. */
export const reasons: Catalogue["reasons"] = {
  by: {
    manifest: () => "como manda o sockgrade.yaml",
    script: ({ run }) => `o package.json o inicia com ${quote.text(run)}`,
    name: () => "pelo nome",
    folder: ({ folder }) => `pela pasta ${quote.text(folder)}`,
    code: ({ does, despiteName }) =>
      `${does === undefined ? "pelo código" : `pelo código, que ${deeds[does]}`}${despiteName === true ? ", apesar do nome" : ""}`,
    argument: ({ argument }) =>
      `um programa só para os dois papéis; este é com ${quote.text(argument)}`,
  },
  exercise: (part) => `${quote.text(part)} indica o exercício`,
  languageBy: {
    shebang: "a primeira linha diz com que ele roda",
    text: "sem extensão: reconhecido pelo texto",
  },
};

const deeds = {
  listens: "espera conexões",
  connects: "se conecta",
  binds: "ocupa uma porta UDP",
  sends: "envia primeiro",
  receives: "recebe",
};
