import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Container } from "../model/missing-piece.ts";

/** What kind of container this is, by the marks that its maker leaves; undefined outside of any. */
export function findContainer(root = "/"): Container | undefined {
  if (existsSync(join(root, "run/.containerenv"))) return "podman";
  if (existsSync(join(root, ".dockerenv"))) return "docker";
  const groups = read(join(root, "proc/1/cgroup"));
  if (/libpod/u.test(groups)) return "podman";
  if (/\/docker[-/]/u.test(groups)) return "docker";
  return /kubepods|containerd|\/lxc/u.test(groups) ? "other" : undefined;
}

/**
 * How such a container is started so that programs in it may make namespaces and mount a /proc of
 * their own (docker-run(1), podman-run(1)); undefined where its maker is not known. It is not a
 * command for this machine but for the one outside. AppArmor's profile for containers, where
 * there is one, forbids mounting as well.
 */
export function openContainerCommand(
  container: Container | undefined,
  root = "/",
): string | undefined {
  if (container === undefined || container === "other") return undefined;
  const isConfined = /docker-default|containers-default/u.test(
    read(join(root, "proc/self/attr/current")),
  );
  const options = [
    "seccomp=unconfined",
    container === "docker" ? "systempaths=unconfined" : "unmask=ALL",
    ...(isConfined ? ["apparmor=unconfined"] : []),
  ];
  return `${container} run ${options.map((one) => `--security-opt ${one}`).join(" ")} …`;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
