/** Names of the package managers that the grader can speak to. */
export type PackageManager = "apt" | "dnf" | "pacman" | "apk" | "zypper";

/** The packages that have a program, for each package manager; several with blanks between. */
export type Packages = Readonly<Record<PackageManager, string>>;

/** The same name for every package manager. */
export function everywhere(name: string): Packages {
  return { apt: name, dnf: name, pacman: name, apk: name, zypper: name };
}
