import type { LimitHit } from "../model/cause.ts";
import { type Limits, limitTable } from "../model/limits.ts";
import type { ActorName } from "../model/role.ts";

/** That a limit was hit, as data; without `value` where only the kernel knows that it was. */
export function limitHit(
  limit: LimitHit["limit"],
  limits: Limits,
  actor?: ActorName,
  value?: number,
): LimitHit {
  const { unit } = limitTable[limit];
  return { kind: "limit-hit", actor, limit, unit, allowed: limits[limit], value };
}
