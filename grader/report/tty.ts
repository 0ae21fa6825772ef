import type { GradeEvent } from "../model/event.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import { neutralise } from "../lib/neutralise.ts";
import { checkLine, isObservation } from "./check-line.ts";
import { failure, observations } from "./details.ts";
import { header } from "./header.ts";
import { liveLine } from "./live-line.ts";
import { pageFor, type Page } from "./page.ts";
import type { Reporter, ReporterKind, ReporterOptions } from "./reporter.ts";
import { summary } from "./summary.ts";

/** For people: a line for every check as it ends, then what went wrong in pictures and words. */
export const tty: ReporterKind = { name: "tty", shows: "reader", create: ttyReporter };

function ttyReporter(options: ReporterOptions): Reporter {
  const page = pageFor(options);
  const live = liveLine(options);
  let all: Begin["checks"] = [];
  let done = 0;

  const print = (lines: readonly string[]): void => {
    live.clear();
    if (lines.length > 0) options.write(`${lines.join("\n")}\n`);
  };

  return {
    on(event) {
      switch (event.kind) {
        case "begin":
          all = event.checks;
          print(header(event, page));
          break;
        case "check-begin":
          live.show(
            `${page.words.report.progress(done, all.length)} · ${event.id} · ${neutralise(event.title)}`,
          );
          break;
        case "check-end":
          done += 1;
          if (isSelected(event.check)) print(checkLine(event.check, idWidth(all), page));
          break;
        case "end":
          print(ending(event.result, page));
          break;
      }
    },
    end: () => live.clear(),
  };
}

type Begin = Extract<GradeEvent, { kind: "begin" }>;

function isSelected(check: CheckResult): boolean {
  return check.skipped?.kind !== "not-selected";
}

function idWidth(checks: Begin["checks"]): number {
  return Math.max(0, ...checks.map((check) => check.id.length));
}

function ending(result: GradeResult, page: Page): readonly string[] {
  const failed = result.checks.filter(
    (check) => check.status === "failed" && !isObservation(check),
  );
  const left = result.checks.filter((check) => !isSelected(check)).length;
  return [
    ...(left === 0 ? [] : [page.colours.dim(`– ${page.words.report.notSelected(left)}`)]),
    ...failed.flatMap((check, at) =>
      failure(check, result.submission.files, page, failed.slice(0, at)),
    ),
    ...observations(result.checks, page),
    ...summary(result, page),
  ];
}
