import { accessSync, constants, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Where control groups can be made (cgroups(7)). In version 2 all folders are one. In the group `cpu`
 * nothing is limited: the processes of a group share what one process gets, so that a fork bomb leaves the
 * grader time to end it. Plain data.
 */
export type GroupPlace = Readonly<{
  version: 1 | 2;
  memory: string;
  processes: string;
  cpu?: string | undefined;
}>;

/** The folders of a place, each once. */
export function foldersOf({ memory, processes, cpu }: GroupPlace): readonly string[] {
  return [...new Set([memory, processes, ...(cpu === undefined ? [] : [cpu])])];
}

/** The same place one level down. */
export function below(place: GroupPlace, name: string): GroupPlace {
  return {
    version: place.version,
    memory: join(place.memory, name),
    processes: join(place.processes, name),
    cpu: place.cpu && join(place.cpu, name),
  };
}

/**
 * Where groups can be made; version 2 goes before version 1, of which memory and pids must be there.
 * @param proc what the kernel says about the grader: `/proc/self`.
 */
export function findPlace(proc: string): GroupPlace | undefined {
  const mounts = linesOf(join(proc, "mountinfo")).map(mountOf);
  const groups = linesOf(join(proc, "cgroup")).map((line) => line.split(":"));
  const folderOf = (type: string, controller: string) => {
    const path = groups.find(([, list = ""]) => list.split(",").includes(controller))?.[2];
    const mount = mounts.find(
      (one) => one.type === type && (type === "cgroup2" || one.options.includes(controller)),
    );
    return path === undefined || mount === undefined ? undefined : within(mount, path);
  };
  const unified = folderOf("cgroup2", "");
  const top = mounts.find(({ type }) => type === "cgroup2")?.folder;
  const place =
    unified === undefined || top === undefined ? undefined : delegated(unified, top, proc);
  if (place !== undefined) return { version: 2, memory: place, processes: place };
  const memory = folderOf("cgroup", "memory");
  const processes = folderOf("cgroup", "pids");
  if (memory === undefined || processes === undefined) return undefined;
  if (![memory, processes].every(isWritable)) return undefined;
  const cpu = folderOf("cgroup", "cpu");
  return { version: 1, memory, processes, cpu: cpu && isWritable(cpu) ? cpu : undefined };
}

/**
 * The nearest folder, from our own group upwards, that hands on memory and pids to the groups in it
 * and is ours to write: usually a slice of systemd's that is delegated to its user. Our own group can not
 * hand on anything while somebody is in it (cgroups(7), "no internal processes"), so it will do only if that
 * is nobody but us, who can move.
 */
function delegated(own: string, top: string, proc: string): string | undefined {
  for (let folder = own; folder.startsWith(top); folder = dirname(folder)) {
    const handedOn = wordsOf(join(folder, "cgroup.subtree_control"));
    const isOurs = isWritable(folder) && isWritable(join(folder, "cgroup.procs"));
    if (isOurs && controllers.every((one) => handedOn.includes(one))) return folder;
  }
  const pid = linesOf(join(proc, "stat"))[0]?.split(" ")[0];
  const isAlone = linesOf(join(own, "cgroup.procs")).every((one) => one === pid);
  const offered = wordsOf(join(own, "cgroup.controllers"));
  const canMove = isAlone && isWritable(own) && isWritable(join(own, "cgroup.procs"));
  return canMove && controllers.every((one) => offered.includes(one)) ? own : undefined;
}

const controllers = ["memory", "pids"] as const;

type Mount = Readonly<{ root: string; folder: string; type: string; options: readonly string[] }>;

/** A line of proc_pid_mountinfo(5). */
function mountOf(line: string): Mount {
  const [before = "", after = ""] = line.split(" - ");
  const [, , , root = "", folder = ""] = before.split(" ");
  const [type = "", , options = ""] = after.split(" ");
  return { root, folder, type, options: options.split(",") };
}

/** A group's folder below a mount, which may show a part of the hierarchy only. */
function within({ root, folder }: Mount, path: string): string | undefined {
  const base = root === "/" ? "" : root;
  if (path !== base && !path.startsWith(`${base}/`)) return undefined;
  return path.includes("/..") ? undefined : join(folder, path.slice(base.length));
}

function wordsOf(file: string): readonly string[] {
  return linesOf(file).flatMap((line) => line.split(" "));
}

/** The lines of a file under `/proc` or in a control group; none where there is no such file. */
export function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
