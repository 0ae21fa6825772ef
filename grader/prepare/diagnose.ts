import type { Cause } from "../model/cause.ts";
import type { Role } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { RunOnLaunch } from "./toolchain.ts";
import { toolchains } from "./toolchains/index.ts";

/**
 * Why a program that ended abnormally could not have run: a syntax error, a missing module. Nothing
 * when the program is sound as far as can be seen without running it. Never throws for the student's.
 */
export async function diagnose(launch: Launch, run: RunOnLaunch): Promise<Cause | undefined> {
  return (await diagnoseAll([launch], run))[launch.role];
}

/** As {@link diagnose} for several programs: one child process for all of the same interpreter. */
export async function diagnoseAll(
  launches: readonly Launch[],
  run: RunOnLaunch,
): Promise<Readonly<Partial<Record<Role, Cause>>>> {
  const causes = await Promise.all(
    toolchains.map(async (toolchain) => {
      const own = launches.filter(({ language }) => language === toolchain.language);
      return own.length === 0 ? {} : await toolchain.diagnose?.(own, run);
    }),
  );
  return Object.assign({}, ...causes) as Partial<Record<Role, Cause>>;
}
