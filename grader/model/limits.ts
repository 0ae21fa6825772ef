import { z } from "zod";

const whole = (least: number, most: number) =>
  z
    .int(`a whole number from ${least} to ${most}`)
    .min(least, `at least ${least}`)
    .max(most, `at most ${most}`);

/** What a submission may use of the machine. Each limit that is hit is told in the report. */
export const limitsSchema = z.strictObject({
  /** Seconds of processor time of one program and all it started. */
  cpu: whole(1, 3600),
  /** Seconds on the clock for all checks of one submission. */
  wall: whole(1, 86_400),
  /** MiB of memory of one program and all it started. */
  memory: whole(16, 65_536),
  /** Processes and threads of one program together. */
  processes: whole(1, 10_000),
  /** MiB of the largest file that a program may write. */
  file: whole(1, 65_536),
  /** MiB that the programs of one check may write altogether. */
  disk: whole(1, 65_536),
  /** Open files and sockets of one process. */
  descriptors: whole(16, 65_536),
  /** KiB that one program may print on each of its two streams. */
  output: whole(1, 1_048_576),
});

export type Limits = Readonly<z.infer<typeof limitsSchema>>;
export type LimitName = keyof Limits;

/** Far more than any program of these exercises needs, little enough for a class on one laptop. */
export const defaultLimits: Limits = {
  cpu: 30,
  wall: 300,
  memory: 512,
  processes: 256,
  file: 32,
  disk: 64,
  descriptors: 1024,
  output: 1024,
};
