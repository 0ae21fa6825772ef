import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { named } from "./actor.ts";
import { quote } from "./speech.ts";

/** What building the programs has shown, and costs nothing. */
export const buildingNotes: Pick<Catalogue["notes"], "compiler-warnings" | "compiled-directly"> = {
  "compiler-warnings": ({ role, warnings, more }, names) =>
    `O ${named(role, names)} compila, mas o compilador tem dúvidas. Um aviso não tira pontos; muitas vezes ele aponta a linha em que um erro se esconde (compile com -Wall para ver os avisos você também).${quote.block(warnings)}${more === 0 ? "" : `\n  … e mais ${quote.number(more)}`}`,
  "compiled-directly": ({ role, file, output }, names) =>
    `A compilação com ${neutralise(file)} não me deu nenhum programa para o ${named(role, names)}, então compilei os arquivos-fonte diretamente. O final do que apareceu:${quote.block(output)}`,
};
