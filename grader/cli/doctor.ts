import { z } from "zod";
import { RequestError } from "../model/request-error.ts";
import type { ExitCode } from "./command-line.ts";
import { examine } from "./doctor-examine.ts";
import { examinationJson } from "./doctor-json.ts";
import { examinationText } from "./doctor-text.ts";
import { hostOf } from "./missing.ts";
import { readLanguage, readOptions } from "./options.ts";
import { setUp } from "./setup.ts";

const doctorOptions = z.object({
  install: z.boolean().default(false),
  yes: z.boolean().default(false),
  json: z.boolean().default(false),
  lang: z.string().optional(),
});

/**
 * `sockgrade doctor`: what this machine can do, and the command that adds each piece it lacks. With
 * `--install`, which is `npm run setup`, the grader runs those that it may.
 */
export async function doctorCommand(values: object): Promise<ExitCode> {
  const options = readOptions(doctorOptions, values);
  if (options.json && options.install)
    throw new RequestError("Expected --json or --install, got both.");
  const language = readLanguage(options.lang, process.env);
  const host = hostOf(process.env);
  const found = await examine(host);
  const text = options.json ? examinationJson : examinationText;
  process.stdout.write(text(found, language));
  if (!options.install) return 0;
  const consent = options.yes || process.env["CI"] === "true" ? "given" : "ask";
  return await setUp(found, { host, language, consent });
}
