import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Where the guard finds on this machine what it takes in with it. */
export type Places = Readonly<{ project: string; programs: string; node: string }>;

/** What holds a guard from outside. */
export type Cage = Readonly<{
  /** The command that starts `command` in it; `places` become the places as seen from in there. */
  wrap: (places: Places, command: (at: string, places: Places) => readonly string[]) => string[];
  /** @throws when something in it can not be ended. */
  remove: () => Promise<void>;
}>;

/**
 * Bounds what starts in it. Root gives up being root, because root's own devices and kernel settings
 * open to it in any namespace, and puts it into control groups (cgroups(7)) of its own; an ordinary
 * user has resource limits (prlimit(1)), which count per process, except for processes themselves.
 */
export function makeCage(): Cage {
  const isRoot = process.getuid?.() === 0;
  const groups = isRoot ? makeControlGroups() : [];
  const limits = ["prlimit", "--core=0", "--nproc=1000", "--nofile=20000"];
  return {
    wrap: (places, command) => [
      ...enter(groups),
      ...(isRoot
        ? ["unshare", "--mount", "sh", "-c", dropRoot, "sh", ...Object.values(places), ...limits]
        : ["setpriv", "--pdeathsig=KILL", ...limits, "--data=1610612736"]),
      ...(isRoot ? command("/media", carried) : command("/mnt", places)),
    ],
    remove: async () => {
      for (const group of groups) await removeWhenEmpty(group);
    },
  };
}

// Both ways it ends with whoever started it, however that ends.

/** Root's folders are closed to the guard's user: what it needs of them is carried to where it can go. */
const dropRoot = `set -e
mount --make-rprivate /
project=$1 programs=$2 node=$3
shift 3
exec 7< "$project" 8< "$programs" 9< "$node"
mount -t tmpfs -o mode=755 carried /mnt
mkdir /mnt/project /mnt/programs
: > /mnt/node
mount --rbind /proc/self/fd/7 /mnt/project
mount --bind /proc/self/fd/8 /mnt/programs
mount --bind /proc/self/fd/9 /mnt/node
exec 7<&- 8<&- 9<&-
user=$((500000 + $$ % 100000))
exec setpriv --reuid=$user --regid=$user --clear-groups --inh-caps=-all --pdeathsig=KILL "$@"`;

const carried: Places = {
  project: "/mnt/project",
  programs: "/mnt/programs",
  node: "/mnt/node",
};

/** The folders of fresh control groups with their limits set; none where the kernel has none to give. */
function makeControlGroups(): readonly string[] {
  const name = `guarded-${process.pid}-${(made += 1)}`;
  return Object.entries(existsSync(join(root, "pids")) ? version1 : version2).flatMap(
    ([controller, limits]) => {
      const group = join(root, controller, name);
      if (!existsSync(join(root, controller, "cgroup.procs"))) return [];
      mkdirSync(group);
      for (const [file, value] of limits) writeFileSync(join(group, file), value);
      return [group];
    },
  );
}

let made = 0;
const root = "/sys/fs/cgroup";
const memory = String(1536 << 20);
const processes = "800";
// Those with nothing to set are there so that all of a guard's processes count as one that computes.
const version1 = {
  cpu: [],
  pids: [["pids.max", processes]],
  memory: [["memory.limit_in_bytes", memory]],
} as const;
const version2 = {
  "": [
    ["pids.max", processes],
    ["memory.max", memory],
  ],
} as const;

function enter(groups: readonly string[]): readonly string[] {
  const joins = groups.map((group) => `echo $$ > ${group}/cgroup.procs`);
  return ["sh", "-c", [...joins, 'exec "$@"'].join(" && "), "sh"];
}

async function removeWhenEmpty(group: string): Promise<void> {
  const deadline = performance.now() + 5_000;
  const left = (): string => readFileSync(join(group, "cgroup.procs"), "utf8").trim();
  while (left() !== "" && performance.now() < deadline) await delay(20);
  if (left() !== "") throw new Error(`Expected an empty guard, got processes ${left()}`);
  rmdirSync(group);
}
