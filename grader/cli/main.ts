#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";

// Dying of a signal runs no clean-up; exiting does, and tells a shell the same.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}

// Whoever reads our output may stop reading: `sockgrade list | head -1`.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? 0 : 3),
);

const exitCode = await runCommandLine(process.argv.slice(2));
// Once everything is written: a pipe of some student's program must not keep us.
process.stdout.write("", () => process.exit(exitCode));
