import type { Format } from "./formats/format.ts";
import { formats } from "./formats/index.ts";
import type { ReporterKind } from "./reporter.ts";
import { tty } from "./tty.ts";

/** Every way to report about one submission: the terminal, and whatever format has one. */
export const reporters: readonly ReporterKind[] = [tty, ...formats.flatMap(asReporter)];

/** A reporter that waits for the end and then writes the format's text. */
function asReporter({ name, shows, result: textOf }: Format): readonly ReporterKind[] {
  if (textOf === undefined) return [];
  const create: ReporterKind["create"] = (options) => ({
    on(event) {
      if (event.kind === "end") options.write(textOf(event.result, options));
    },
  });
  return [{ name, shows, create }];
}
