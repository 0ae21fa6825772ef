/**
 * The request is wrong: an unknown exercise, a path that does not exist, a manifest with a typo.
 * Shown as one line, without a stack trace, with exit code 2.
 */
export class RequestError extends Error {
  override readonly name = "RequestError";
}
