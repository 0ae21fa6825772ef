import type { Transport } from "../../model/cause.ts";
import type { SourcePlace } from "../../model/source-place.ts";

/** What a program left behind that ended by itself, or that never got anywhere. */
export type LastWords = Readonly<{
  /** Everything that it wrote to its screen, standard error last. */
  spoken: string;
  /** The line that says what went wrong, or its last one. */
  lastLine: string;
  /** Undefined while it is still there. */
  end: Readonly<{ code?: number | undefined; signal?: string | undefined }> | undefined;
  /** The innermost line of its own file that is blamed. */
  place: SourcePlace | undefined;
  /** It has had no port, no connection and no line from its keyboard. */
  hasDoneNothing: boolean;
  /** It sits in connect(2), and nobody answers. */
  isConnecting: boolean;
  /** What the exercise is about. */
  transport: Transport;
  /** It was the first to be started in its network: whatever is taken there it has taken itself. */
  wasFirst: boolean;
  /** In its network every address is its own, as in a slot. */
  hasEveryAddress: boolean;
}>;
