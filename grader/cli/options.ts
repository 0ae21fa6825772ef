import { z } from "zod";
import { didYouMean } from "../lib/did-you-mean.ts";
import { type Language, languages } from "../model/language.ts";
import { RequestError } from "../model/request-error.ts";

/** A whole number option, as commander hands it over. */
export const wholeNumber = z
  .string()
  .regex(/^\d+$/u, "a whole number")
  .transform(Number)
  .pipe(z.int().max(2 ** 32 - 1, "a whole number below 4294967296"));

/** How many things to do at a time. */
export const fewJobs = wholeNumber.pipe(z.int().min(1, "from 1 to 64").max(64, "from 1 to 64"));

/** Reads options once, at the edge. @throws RequestError with one line that says what was expected. */
export function readOptions<Schema extends z.ZodType>(
  schema: Schema,
  values: unknown,
): z.output<Schema> {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0] ?? "option");
  const got = (values as Record<string, unknown>)[name];
  const option = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  throw new RequestError(
    `Expected --${option} to be ${issue?.message ?? "valid"}, got ${JSON.stringify(got)}.`,
  );
}

/** The language asked for, else the one of the locale (LC_ALL, LC_MESSAGES, LANG), else pt-BR. */
export function readLanguage(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  if (asked !== undefined) {
    const found = languages.find((one) => one.toLowerCase() === asked.toLowerCase());
    if (found !== undefined) return found;
    const near = didYouMean(asked, languages);
    throw new RequestError(
      `Expected --lang to be ${languages.join(" or ")}, got "${asked}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
    );
  }
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^en/iu.test(locale) ? "en" : "pt-BR";
}
