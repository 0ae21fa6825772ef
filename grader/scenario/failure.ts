import type { Cause } from "../model/cause.ts";
import type { UnavailableThing } from "../model/result.ts";

/** A check has found something wrong with the student's program: ends the check as failed. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  readonly reason: Cause;

  constructor(reason: Cause) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** A check can not be made with this program or on this machine: ends the check as skipped. */
export class CheckUnavailable extends Error {
  override readonly name = "CheckUnavailable";
  readonly what: UnavailableThing;

  constructor(what: UnavailableThing) {
    super(what);
    this.what = what;
  }
}
