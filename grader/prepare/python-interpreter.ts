import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runToEnd } from "../process/spawn.ts";
import { findPrograms, isExecutable } from "./find-program.ts";
import { isScript } from "./is-script.ts";

type Host = Readonly<Record<string, string | undefined>>;

/**
 * The real Python interpreter of a major version, never a version manager's shim: a shim is a shell
 * script that takes longer to start than Python itself. Undefined where there is none.
 */
export async function findPython(major: 2 | 3, host: Host): Promise<string | undefined> {
  const key = `${major} ${host["PATH"]} ${host["PYENV_VERSION"]}`;
  const known = found.get(key) ?? resolvePython(major, host);
  found.set(key, known);
  return known;
}

/** One that is at least `python3.MINOR`, the oldest such; undefined where the machine has none. */
export async function findNewerPython(minor: number, host: Host): Promise<string | undefined> {
  const key = `3.${minor} ${host["PATH"]}`;
  const known = found.get(key) ?? resolveNewer(minor, host);
  found.set(key, known);
  return await known;
}

async function resolveNewer(minor: number, host: Host): Promise<string | undefined> {
  for (let newer = minor; newer < minor + mostReleases; newer += 1) {
    const path = await firstOf([`python3.${newer}`], host);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** Python comes out once a year. */
const mostReleases = 10;

const found = new Map<string, Promise<string | undefined>>();

async function resolvePython(major: 2 | 3, host: Host): Promise<string | undefined> {
  return await firstOf(major === 3 ? ["python3"] : ["python2.7", "python2"], host);
}

async function firstOf(names: readonly string[], host: Host): Promise<string | undefined> {
  for (const name of names) {
    for (const path of await findPrograms(name, host["PATH"] || "/usr/local/bin:/usr/bin:/bin")) {
      const real = (await isScript(path)) ? await behindShim(path, name, host) : path;
      if (real !== undefined && (await isExecutable(real))) return real;
    }
  }
  return undefined;
}

/** pyenv keeps shims in `ROOT/shims` and interpreters in `ROOT/versions/VERSION/bin`. */
async function behindShim(shim: string, name: string, host: Host): Promise<string | undefined> {
  const root = host["PYENV_ROOT"] ?? dirname(dirname(shim));
  const installed = await readdir(join(root, "versions")).catch(() => undefined);
  if (installed === undefined) return await askForItself(shim, host);
  for (const version of [
    ...(await chosenVersions(root, host)),
    ...installed.toSorted().toReversed(),
  ]) {
    const path = join(root, "versions", version, "bin", name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function chosenVersions(root: string, host: Host): Promise<readonly string[]> {
  const chosen = host["PYENV_VERSION"]?.split(":") ?? [];
  // Without the file pyenv means the system's own Python, which comes later on the PATH.
  const text = await readFile(join(root, "version"), "utf8").catch(() => "");
  return [...chosen, ...text.split(/\s+/)].filter(
    (version) => version !== "" && version !== "system",
  );
}

async function askForItself(shim: string, host: Host): Promise<string | undefined> {
  const env = Object.fromEntries(
    Object.entries(host).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const asked = await runToEnd([shim, "-c", "import sys; print(sys.executable)"], {
    cwd: "/",
    env,
    timeoutMs: 10_000,
  });
  return asked.code === 0 ? asked.stdout.trim() : undefined;
}
