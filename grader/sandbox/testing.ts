import { mkdirSync, readdirSync, readlinkSync, lstatSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// For tests only: machines that forbid something, made from this one. Each of these is the beginning
// of a command; what follows it runs where that is really forbidden.

/** No user namespace may be made, by a setting that the administrator there may change again. */
export const underLimit = asItsRoot("echo 0 > /proc/sys/user/max_user_namespaces");

/** /proc shows only one's own processes (proc(5)). */
export const underHiding = asItsRoot("mount -t proc -o hidepid=invisible proc /proc");

/** A part of /proc is covered, as containers do: the kernel allows no fresh one beside it. */
export const underMask = asItsRoot("mount -t tmpfs none /proc/sys/kernel");

/** A setting of the kernel that this one may not have, by a file that stands in its place. */
export function underSetting(name: string, value: string): readonly string[] {
  const file = join("/proc/sys", ...name.split("."));
  return asItsRoot(
    `mount -t tmpfs none /proc/sys/kernel && mkdir -p ${dirname(file)} && echo ${value} > ${file}`,
  );
}

/**
 * As Docker's default: unshare(2), clone(2) of a user namespace and clone3(2) are refused by a filter
 * (seccomp(2)), and there is a file that tells of the container. `folder` keeps the filter.
 */
export function underDocker(folder: string): readonly string[] {
  return filtered(folder, refuseNamespaces, ["--ro-bind", "/dev/null", "/.dockerenv"]);
}

/**
 * As AppArmor on Ubuntu 24.04: a user namespace can be made but nothing done in it, and a setting
 * says why. `folder` keeps the filter and the setting.
 */
export function underAppArmor(folder: string): readonly string[] {
  const settings = join(folder, "kernel");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "apparmor_restrict_unprivileged_userns"), "1\n");
  return filtered(folder, refuseMapping, ["--bind", settings, "/proc/sys/kernel"]);
}

function asItsRoot(setup: string): readonly string[] {
  const namespaces = ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"];
  return ["unshare", ...namespaces, "--mount-proc", "sh", "-ec", `${setup}\nexec "$@"`, "sh"];
}

function filtered(
  folder: string,
  filter: readonly Instruction[],
  options: readonly string[],
): readonly string[] {
  const file = join(folder, "filter");
  writeFileSync(file, Buffer.concat(filter.map(assemble)));
  // A root folder of its own, with everything of this one in it: there is no other place for a mark.
  const everything = readdirSync("/").flatMap((name) => {
    const path = join("/", name);
    if (lstatSync(path).isSymbolicLink()) return ["--symlink", readlinkSync(path), path];
    return lstatSync(path).isDirectory() ? ["--dev-bind", path, path] : [];
  });
  const sandbox = ["bwrap", "--tmpfs", "/", ...everything, ...options, "--seccomp", "9"];
  return ["sh", "-c", `exec "$@" 9< '${file}'`, "sh", ...sandbox];
}

/** A step of a classic BPF program (struct sock_filter): where to go on when equal, and when not. */
type Instruction = readonly [code: number, value: number, yes?: number, no?: number];

function assemble([code, value, yes = 0, no = 0]: Instruction): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(yes, 2);
  bytes.writeUInt8(no, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}

const load = (offset: number): Instruction => [0x20, offset];
const isEqual = (value: number, yes: number, no: number): Instruction => [0x15, value, yes, no];
const hasBit = (value: number, yes: number, no: number): Instruction => [0x45, value, yes, no];
const answer = (value: number): Instruction => [0x06, value];
const allow = answer(0x7f_ff_00_00);
const notPermitted = answer(0x5_00_01);
const notImplemented = answer(0x5_00_26);

/** Offsets in struct seccomp_data: the call's number, its first and its third argument. */
const [callNumber, first, third] = [0, 16, 32];
const calls =
  process.arch === "arm64"
    ? { unshare: 97, clone: 220, clone3: 435, openat: 56 }
    : { unshare: 272, clone: 56, clone3: 435, openat: 257 };
const newUserNamespace = 0x10_00_00_00;

const refuseNamespaces = [
  load(callNumber),
  isEqual(calls.unshare, 6, 0),
  isEqual(calls.clone3, 4, 0),
  isEqual(calls.clone, 0, 2),
  load(first),
  hasBit(newUserNamespace, 2, 0),
  allow,
  notImplemented,
  notPermitted,
];

/** unshare(1) opens the mapping for writing alone, which nobody else here does. */
const refuseMapping = [
  load(callNumber),
  isEqual(calls.openat, 0, 2),
  load(third),
  isEqual(1, 1, 0),
  allow,
  notPermitted,
];
