import { basename } from "node:path";
import { diagnoseJavaScript } from "../javascript-diagnosis.ts";
import { onCommandLine } from "../on-command-line.ts";
import type { Toolchain } from "../toolchain.ts";

/** The Node that runs the grader. */
export const javascript: Toolchain = {
  language: "javascript",
  tools: [],

  async prepare({ path = "", cwd, args }) {
    return {
      status: "ready",
      command: [process.execPath, onCommandLine(path, cwd), ...args],
      interpreters: [process.execPath],
      shown: ["node", basename(path)],
    };
  },

  diagnose: diagnoseJavaScript,
};
