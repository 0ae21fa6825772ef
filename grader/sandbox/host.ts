/** Who asks, and where: `path` is the PATH to look for tools in. */
export type Host = Readonly<{ path: string; isRoot: boolean }>;
