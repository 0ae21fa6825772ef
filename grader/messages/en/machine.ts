import type { KernelSetting, MissingPiece } from "../../model/missing-piece.ts";
import type { Catalogue } from "../catalogue.ts";

/** What a machine lacks. */
export const machine: Catalogue["machine"] = {
  without: {
    namespaces: "a network of its own or a sandbox: only for programs you trust",
    sandbox: "a sandbox: only for programs you trust",
    capture: "a capture of packets: the relay is the evidence",
    kernel: "a look at system calls: silence and deadlines decide",
  },
  because: {
    "not-linux": () => "this is not Linux",
    wsl1: () => "WSL 1 has no namespaces, WSL 2 has",
    "not-in-kernel": () => "this kernel was built without user namespaces",
    tools: ({ names }) => `not installed: ${names.join(", ")}`,
    apparmor: ({ setting }) => `AppArmor refuses namespaces to ordinary users: ${shown(setting)}`,
    settings: ({ settings }) =>
      `the kernel is set to refuse namespaces: ${settings.map(shown).join(", ")}`,
    seccomp: ({ container }) =>
      container === undefined
        ? "a filter of system calls (seccomp) refuses unshare()"
        : `${containers[container]} refuses unshare(): its filter of system calls (seccomp)`,
    "masked-proc": ({ container }) =>
      `${container === undefined ? "something" : containers[container]} covers parts of /proc, so a slot may not mount its own`,
    hidepid: ({ value }) => `/proc hides programs: hidepid=${value}`,
    "ptrace-scope": ({ scope }) => `Yama forbids it: kernel.yama.ptrace_scope = ${scope}`,
    architecture: ({ name }) => `the system calls of ${name} are not known here`,
    refused: ({ tried, error }) => `${tried} was refused${error === "" ? "" : `: ${error}`}`,
  },
  advice: (piece) => advice(piece),
  refusal: "--sandbox require asks for what this machine does not give:",
  more: "npx sockgrade doctor tells what adds it",
};

const containers = { docker: "Docker", podman: "Podman", other: "the container" } as const;

function shown({ name, is }: KernelSetting): string {
  return `${name} = ${is}`;
}

function advice({ by, reason }: MissingPiece): string {
  if (reason.kind === "wsl1") return "In Windows (wsl.exe --list tells the name):";
  if (reason.kind === "seccomp" || reason.kind === "masked-proc")
    return "Start the container with these options:";
  if (reason.kind === "ptrace-scope" && reason.scope === "3")
    return "This allows it from the next start of the machine on:";
  if (by === "host") return "On the machine that the container runs on:";
  if (reason.kind === "tools") return "This installs it (npm run setup does it):";
  return by === "setup"
    ? "This allows it until the machine starts again (npm run setup does it):"
    : "This allows it until the machine starts again:";
}
