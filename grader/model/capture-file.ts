/** Where a capture file stops making sense; `at` is an offset into it, in bytes. */
export type CaptureDamage = Readonly<{ at: number }> &
  Readonly<
    /** It ends in the middle of something that ought to have `wanted` bytes, of which `left` are there. */
    | { kind: "cut"; wanted: number; left: number }
    | { kind: "no-header" }
    /** More bytes than any packet has. */
    | { kind: "packet-length"; value: number }
    /** A block that is longer than the rest, or too short for what it is. */
    | { kind: "block-length"; value: number }
    /** A packet of an interface that nobody has described. */
    | { kind: "interface"; value: number }
    | { kind: "interfaces"; value: number }
    /** A version that there is none of. */
    | { kind: "version"; value: number }
  >;

/** What people hand in instead of a capture file. */
export type ForeignFile =
  | "empty"
  | "gzip"
  | "compressed"
  | "zip"
  | "image"
  | "pdf"
  | "html"
  | "json"
  | "yaml"
  | "tcpdump-text"
  | "hex-text"
  | "text"
  | "snoop"
  | "netmon"
  | "unknown";
