import { readFile, readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { decodeSource } from "../../submission/source-text.ts";
import { findPython2 } from "../python2.ts";
import { diagnosePython } from "../python/diagnose.ts";
import { minorOf, neededMinor } from "../python/newer-syntax.ts";
import { findNewerPython, findPython } from "../python-interpreter.ts";
import { everywhere } from "../../model/system-tool.ts";
import { type LanguageTool, missingTool } from "../language-tool.ts";
import { onCommandLine } from "../on-command-line.ts";
import type { Bench, Built, Source, Toolchain } from "../toolchain.ts";

const python3: LanguageTool = {
  names: ["python3", "python"],
  packages: { ...everywhere("python3"), pacman: "python" },
  versionArgs: ["--version"],
};

/** CPython, started directly; no child process is needed to prepare it. */
export const python: Toolchain = {
  language: "python",
  tools: [python3],

  async prepare(source, { host }) {
    const sign = await signOfPython2(source);
    const interpreter = await findPython(
      sign === undefined || sign.mixedWith !== undefined ? 3 : 2,
      host,
    );
    if (sign !== undefined && (sign.mixedWith !== undefined || interpreter === undefined)) {
      const { construct, line, text, mixedWith } = sign;
      const place = { file: source.file, line, text };
      const mixture = mixedWith === undefined ? {} : { mixedWith };
      return {
        status: "broken",
        cause: { kind: "python2", role: source.role, place, construct, ...mixture },
      };
    }
    if (interpreter === undefined) {
      return missingTool(python3);
    }
    if (sign !== undefined) return start(source, interpreter, python2Env);
    return start(source, await newEnough(source, interpreter, host), {});
  },

  diagnose: diagnosePython,
};

/** Who writes for a newer Python than `python3` is runs with a newer one, where the machine has it. */
async function newEnough(
  { path = "" }: Source,
  interpreter: string,
  host: Bench["host"],
): Promise<string> {
  const needed = neededMinor(decodeSource(await readFile(path)).text);
  const has = minorOf(interpreter);
  if (needed === undefined || has === undefined || has >= needed) return interpreter;
  return (await findNewerPython(needed, host)) ?? interpreter;
}

async function signOfPython2({ path = "" }: Source) {
  const [bytes, beside] = await Promise.all([readFile(path), readdir(dirname(path))]);
  return findPython2(
    decodeSource(bytes).text,
    beside.map((name) => name.replace(/\.py$/, "")),
  );
}

function start(source: Source, interpreter: string, env: Readonly<Record<string, string>>): Built {
  const file = onCommandLine(source.path ?? "", source.cwd);
  return {
    status: "ready",
    command: [interpreter, file, ...source.args],
    interpreters: [interpreter],
    shown: ["python", basename(file)],
    env: { ...pythonEnv, ...env },
  };
}

// Unbuffered: through a pipe, Python keeps what it prints to itself until there is a lot of it.
const pythonEnv = { PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };

// Python 2 encodes for a terminal but not for a pipe, where the first accent would end the program.
const python2Env = { PYTHONIOENCODING: "UTF-8" };
