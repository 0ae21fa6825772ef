/**
 * The whole environment of a student's program: what a terminal gives, nothing of the grader's, of
 * npm's or of the CI's. `home` is an empty folder.
 */
export function cleanEnv(
  host: Readonly<Record<string, string | undefined>>,
  home: string,
): Readonly<Record<string, string>> {
  return {
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    TERM: "xterm",
    PATH: cleanPath(host["PATH"]),
    HOME: home,
  };
}

/** Without the folders that `npm run` puts in front. */
function cleanPath(path: string | undefined): string {
  const folders = (path ?? "")
    .split(":")
    .filter((folder) => folder.startsWith("/") && !npmFolder.test(folder));
  return folders.length === 0 ? "/usr/local/bin:/usr/bin:/bin" : folders.join(":");
}

const npmFolder = /\/node_modules\/\.bin$|\/node-gyp-bin$/;
