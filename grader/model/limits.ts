/** What a limit counts: seconds, mebibytes, kibibytes, or things. */
export type LimitUnit = "s" | "MiB" | "KiB" | "count";

/**
 * Every limit with its unit, its range and what holds where nobody says otherwise: far more than
 * any program of these exercises needs, little enough for a class on one laptop.
 */
export const limitTable = {
  /** Processor time of one program and all it started. */
  cpu: { unit: "s", least: 1, most: 3600, usual: 30 },
  /** Time on the clock for all checks of one submission. */
  wall: { unit: "s", least: 1, most: 86_400, usual: 300 },
  /** Memory of one program and all it started. */
  memory: { unit: "MiB", least: 16, most: 65_536, usual: 512 },
  /** Processes and threads of one program together. */
  processes: { unit: "count", least: 1, most: 10_000, usual: 128 },
  /** The largest file that a program may write. */
  file: { unit: "MiB", least: 1, most: 65_536, usual: 32 },
  /** What the programs of one check may write altogether. */
  disk: { unit: "MiB", least: 1, most: 65_536, usual: 64 },
  /** Open files and sockets of one process. */
  descriptors: { unit: "count", least: 16, most: 65_536, usual: 1024 },
  /** What one program may print on each of its two streams. */
  output: { unit: "KiB", least: 1, most: 1_048_576, usual: 1024 },
} as const satisfies Record<
  string,
  Readonly<{ unit: LimitUnit; least: number; most: number; usual: number }>
>;

export type LimitName = keyof typeof limitTable;

/** What a submission may use of the machine. Each limit that is hit is told in the report. */
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(limitTable) as readonly LimitName[];

/** The limits that hold: each later part over those before it, and all over what is usual. */
export function limitsOf(...parts: readonly (Partial<Limits> | undefined)[]): Limits {
  const usual = Object.fromEntries(limitNames.map((name) => [name, limitTable[name].usual]));
  return Object.assign(usual, ...parts) as Limits;
}

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limitTable, name);
}

/**
 * Whether a value is in the range of a limit. Not with zod as elsewhere at the edges: every slot loads this
 * with its exercises, and would take 24 ms and 4 MiB more.
 */
export function isInRange(name: LimitName, value: unknown): value is number {
  const { least, most } = limitTable[name];
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** `a whole number from 16 to 65536 (MiB)` */
export function rangeOf(name: LimitName): string {
  const { least, most, unit } = limitTable[name];
  return `a whole number from ${least} to ${most}${unit === "count" ? "" : ` (${unit})`}`;
}
