import { realpath, stat } from "node:fs/promises";

/**
 * Which toolchain the machine has, without asking it: where each file of it really is, how large and how
 * old, and when packages were last installed, as a compiler reads more than itself (headers, libraries).
 * `paths` are absolute; one that ends with an asterisk stands for its folder.
 */
export async function identityOf(paths: readonly string[]): Promise<readonly string[]> {
  const unique = [...new Set([...paths.map((path) => path.replace(/\/\*$/u, "")), ...packages])];
  return await Promise.all(unique.map(identity));
}

/** Change whenever something is installed: what package managers keep, and where headers lie. */
const packages = [
  "/var/lib/dpkg/status",
  "/lib/apk/db/installed",
  "/var/lib/rpm",
  "/usr/lib/sysimage/rpm",
  "/var/lib/pacman/local",
  "/usr/include",
  "/usr/local/include",
  "/usr/local/lib",
];

async function identity(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    const { size, mtimeMs } = await stat(real);
    return `${path} ${real} ${size} ${mtimeMs}`;
  } catch {
    return `${path} -`;
  }
}
