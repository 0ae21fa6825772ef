import type { GradeEvent } from "../model/event.ts";
import type { Reporter } from "./reporter.ts";

/** A reporter that failed; the others went on without it. */
type ReporterFailure = Readonly<{ name: string; error: Error }>;

/** Several reporters that hear the same events and cannot spoil each other's work. */
type FanOut = Readonly<{
  on(event: GradeEvent): void;
  /** Ends all of them and tells which failed, with the first error of each. Does not reject. */
  end(): Promise<readonly ReporterFailure[]>;
}>;

/** Passes events on to `reporters`; one that throws hears nothing more. */
export function fanOut(
  reporters: readonly (readonly [name: string, reporter: Reporter])[],
): FanOut {
  const failures = new Map<Reporter, ReporterFailure>();
  const fail = (reporter: Reporter, name: string, error: unknown): void => {
    failures.set(reporter, {
      name,
      error: error instanceof Error ? error : new Error(String(error)),
    });
  };

  return {
    on(event) {
      for (const [name, reporter] of reporters) {
        if (failures.has(reporter)) continue;
        try {
          reporter.on(event);
        } catch (error) {
          fail(reporter, name, error);
        }
      }
    },
    async end() {
      for (const [name, reporter] of reporters) {
        if (failures.has(reporter)) continue;
        try {
          await reporter.end?.();
        } catch (error) {
          fail(reporter, name, error);
        }
      }
      return [...failures.values()];
    },
  };
}
