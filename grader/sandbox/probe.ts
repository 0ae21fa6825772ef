import type { Loss, MissingPiece, MissingReason } from "../model/missing-piece.ts";
import { explainDenial } from "./explain-denial.ts";
import type { Host } from "./host.ts";
import { installCommand } from "./install-command.ts";
import { readSetting, relaxCommand } from "./namespace-limits.ts";
import { tryNamespaces } from "./namespace-trial.ts";
import { hiddenProcesses } from "./system-facts.ts";
import { missingTools } from "./tools.ts";

/** What the slot that was started knows of itself. */
export type Started = Readonly<{ isolated: boolean; kernel: "proc" | "silence" }>;

/**
 * Every piece that grading on this machine lacks, each with its reason and the one command that
 * adds it. Where the slot started only files are looked at; where it did not, the steps of its
 * start are tried one by one.
 */
export async function probe(started: Started, host: Host): Promise<readonly MissingPiece[]> {
  if (process.platform !== "linux")
    return [{ costs: "namespaces", reason: { kind: "not-linux" }, command: undefined, by: "you" }];
  return [
    ...(started.isolated ? [] : await missingNamespaces(host)),
    ...lackOfTools("sandbox", host),
    ...lackOfTools("capture", host),
    ...(started.kernel === "proc" ? [] : [{ costs: "kernel" as const, ...whySilent(host) }]),
  ];
}

async function missingNamespaces(host: Host): Promise<readonly MissingPiece[]> {
  const lack = lackOfTools("namespaces", host);
  const names = lack.flatMap(({ reason }) => (reason.kind === "tools" ? reason.names : []));
  const denial = names.includes("unshare") ? undefined : await tryNamespaces(host.path);
  // The last step needs the tools that are named already.
  if (denial === undefined ? lack.length > 0 : denial.step === "slot" && lack.length > 0)
    return lack;
  const found = denial ?? { step: "slot", error: "" };
  return [...lack, { costs: "namespaces", ...explainDenial(found, host) }];
}

function lackOfTools(need: "namespaces" | "sandbox" | "capture", host: Host): MissingPiece[] {
  const missing = missingTools([need], host.path);
  if (missing.length === 0) return [];
  const reason: MissingReason = { kind: "tools", names: missing.map(({ name }) => name) };
  const command = installCommand(missing, host);
  return [{ costs: need, reason, command, by: command === undefined ? "you" : "setup" }];
}

/** What the kernel was asked and did not tell: the system call that a program waits in (proc(5)). */
function whySilent(host: Host): Omit<MissingPiece, "costs"> {
  const scope = readSetting("kernel.yama.ptrace_scope");
  if (scope === "3") return byYou({ kind: "ptrace-scope", scope }, afterRestart(host));
  if (scope === "2") return byYou({ kind: "ptrace-scope", scope }, relaxScope(scope, host));
  const value = hiddenProcesses();
  if (value !== undefined) return byYou({ kind: "hidepid", value }, showProcesses(host));
  if (process.arch !== "x64" && process.arch !== "arm64")
    return byYou({ kind: "architecture", name: process.arch }, undefined);
  return byYou({ kind: "refused", tried: "/proc/<pid>/syscall", error: "" }, undefined);
}

/** The command that lets everybody see everybody's processes again. */
export function showProcesses({ isRoot }: Host): string {
  return `${isRoot ? "" : "sudo "}mount -o remount,hidepid=0 /proc`;
}

function relaxScope(is: string, host: Host): string {
  return relaxCommand([{ name: "kernel.yama.ptrace_scope", is, wanted: "1" }], host);
}

/** Once it is 3 it stays so until the next start (Documentation/admin-guide/LSM/Yama.rst). */
function afterRestart({ isRoot }: Host): string {
  const file = "/etc/sysctl.d/99-sockgrade.conf";
  return `echo kernel.yama.ptrace_scope=1 | ${isRoot ? "" : "sudo "}tee ${file}`;
}

function byYou(
  reason: MissingReason,
  command: string | undefined,
): Readonly<{ reason: MissingReason; command: string | undefined; by: "you" }> {
  return { reason, command, by: "you" };
}

/** A tool that is there and was refused when it was tried. */
export function refusedTool(costs: Loss, tried: string, error: string, host: Host): MissingPiece {
  const found = explainDenial({ step: "mapping", error }, host);
  const isExplained = found.reason.kind === "apparmor" || found.reason.kind === "settings";
  if (isExplained) return { costs, ...found };
  return { costs, reason: { kind: "refused", tried, error }, command: undefined, by: "you" };
}
