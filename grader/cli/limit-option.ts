import { didYouMean } from "../lib/did-you-mean.ts";
import { isInRange, isLimitName, limitNames, type Limits, rangeOf } from "../model/limits.ts";
import { RequestError } from "../model/request-error.ts";

/**
 * Reads what was given to `--limit`, `memory=1024` for example; the last one of a name counts.
 * @throws RequestError with one line that says what was expected.
 */
export function readLimits(values: readonly string[]): Partial<Limits> {
  return Object.assign({}, ...values.map(readLimit)) as Partial<Limits>;
}

function readLimit(given: string): Partial<Limits> {
  const [, name = given, value = ""] = /^([^=]*)=(.*)$/su.exec(given) ?? [];
  if (!isLimitName(name)) throw unknownLimit(name, given);
  if (/^\d+$/u.test(value) && isInRange(name, Number(value))) return { [name]: Number(value) };
  throw new RequestError(
    `Expected --limit to be ${name}=N with N ${rangeOf(name)}, got "${given}".`,
  );
}

function unknownLimit(name: string, given: string): RequestError {
  const near = didYouMean(name, limitNames);
  return new RequestError(
    `Expected --limit to be one of ${limitNames.map((one) => `${one}=N`).join(", ")}, got "${given}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}
