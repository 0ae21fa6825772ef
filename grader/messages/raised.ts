import type { LimitHit } from "../model/cause.ts";

/** A limit worth trying instead of one that was hit: twice as much, or more where that is known to be too little. */
export function raised({ allowed, value = 0 }: LimitHit): number {
  return Math.max(2 * allowed, Math.ceil(value));
}
