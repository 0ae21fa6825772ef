import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inGuard } from "./guard-setup.ts";

/**
 * Puts a hostile fixture where it is graded, together with what it may use: the helper of all of
 * them, what it is told to go for, and the exercise's reference, both as modules to behave with and
 * as the partner: whoever means harm plays one role, the other is played by somebody decent.
 */
export function fillSubmission(name: string, exercise: string, targets: object): void {
  const own = join(inGuard.fixtures, name);
  const reference = referenceOf(exercise);
  const copy = (from: string, to: string) => cpSync(from, join(inGuard.submission, to));
  for (const folder of [join(inGuard.fixtures, "common"), own])
    cpSync(folder, inGuard.submission, { recursive: true });
  rmSync(join(inGuard.submission, "expect.yaml"));
  writeFileSync(join(inGuard.submission, "targets.json"), JSON.stringify(targets));
  const plays = (role: string) =>
    readdirSync(own).some((file) => file.toLowerCase().startsWith(`${role}.`));
  // Without any program the server is what is made odd at run time, and must not be found elsewhere.
  if (plays("server")) copy(join(reference, "server.py"), "waiting_side.py");
  if (plays("client")) copy(join(reference, "client.py"), "calling_side.py");
  if (!plays("client")) copy(join(reference, "client.py"), "client.py");
  else if (!plays("server")) copy(join(reference, "server.py"), "server.py");
}

function referenceOf(exercise: string): string {
  const exercises = join(inGuard.project, "exercises");
  const folder = readdirSync(exercises).find((name) => name.startsWith(`${exercise}-`));
  const reference = join(exercises, folder ?? exercise, "reference", "python");
  if (existsSync(reference)) return reference;
  throw new Error(`Expected ${exercise} to have a reference in Python`);
}
