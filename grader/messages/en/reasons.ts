import type { Catalogue } from "../catalogue.ts";
import { quote } from "./speech.ts";

/** Why a file was taken for a role, to stand in brackets after its name. */
export const reasons: Catalogue["reasons"] = {
  by: {
    manifest: () => "as sockgrade.yaml says",
    script: ({ run }) => `package.json starts it with ${quote.text(run)}`,
    name: () => "by its name",
    folder: ({ folder }) => `by its folder, ${quote.text(folder)}`,
    code: ({ does, despiteName }) =>
      `${does === undefined ? "by its code" : `by its code, which ${deeds[does]}`}${despiteName === true ? ", against its name" : ""}`,
    argument: ({ argument }) => `one program for both; this one with ${quote.text(argument)}`,
  },
  exercise: (part) => `${quote.text(part)} names the exercise`,
  languageBy: {
    shebang: "its first line says what runs it",
    text: "without an extension: known by its text",
  },
};

const deeds = {
  listens: "waits for connections",
  connects: "makes the connection",
  binds: "binds a UDP port",
  sends: "sends first",
  receives: "receives",
};
