/** One member of an archive, before anything of it is written. */
export type ArchiveMember = Readonly<{
  /** Below the archive's own folder, with `/`; for a member with a problem its name, as far as it can be placed. */
  path: string;
  kind: "file" | "folder";
  /** Whether its owner may execute it; no other permission is taken over. */
  isExecutable: boolean;
  /** Why it can not be unpacked. */
  problem?: MemberProblem | undefined;
}>;

/** What was expected of a member, and what it has. */
export type MemberProblem = Readonly<{ expected: string; got: string }>;

/** A member's bytes, in pieces. */
export type Content = AsyncIterable<Buffer>;
