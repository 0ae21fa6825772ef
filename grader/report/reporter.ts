import type { GradeEvent } from "../model/event.ts";
import type { FormatOptions } from "./formats/format.ts";

/** Somebody who hears what happens while a submission is graded, and tells it. */
export interface Reporter {
  /** Called for every event, in order. */
  on(event: GradeEvent): void;
  /** Called once, after the last event. */
  end?(): Promise<void> | void;
}

/** What a reporter is given; nothing else of the outside world is visible to it. */
export type ReporterOptions = FormatOptions &
  Readonly<{
    /** Where the report goes: standard output or a file. */
    write(text: string): void;
    colour: boolean;
    /** Whether lines may be drawn over: only ever true on a terminal. */
    live: boolean;
    /** Width to wrap to, in terminal columns. */
    columns: number;
  }>;

/** One way to report, by the name that `--reporter` takes. */
export type ReporterKind = Readonly<{
  name: string;
  /** As a format's: whether the reporter hears what the reader may see, or everything. */
  shows: "reader" | "staff";
  create(options: ReporterOptions): Reporter;
}>;
