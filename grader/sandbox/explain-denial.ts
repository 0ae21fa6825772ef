import { existsSync } from "node:fs";
import type { MissingPiece, MissingReason } from "../model/missing-piece.ts";
import { findContainer, openContainerCommand } from "./container.ts";
import type { Host } from "./host.ts";
import {
  apparmorRestriction,
  namespaceLimits,
  relaxCommand,
  smallMaximum,
} from "./namespace-limits.ts";
import type { Denial } from "./namespace-trial.ts";
import { isFiltered, isReadOnly, isWsl1 } from "./system-facts.ts";

/**
 * Who refused a namespace, by the step that was refused and by what the system says about itself,
 * and the one command that changes it.
 */
export function explainDenial(denial: Denial, host: Host): Omit<MissingPiece, "costs"> {
  const reason = reasonOf(denial);
  switch (reason.kind) {
    case "apparmor":
      return forSetup(reason, relaxCommand([reason.setting], host));
    case "settings":
      return forSetup(reason, relaxCommand(reason.settings, host));
    case "seccomp":
    case "masked-proc":
      return { reason, command: openContainerCommand(reason.container), by: "host" };
    case "wsl1":
      return { reason, command: "wsl.exe --set-version <name> 2", by: "host" };
    default:
      return { reason, command: undefined, by: "you" };
  }
}

function reasonOf({ step, error }: Denial): MissingReason {
  if (isWsl1()) return { kind: "wsl1" };
  if (!existsSync("/proc/self/ns/user")) return { kind: "not-in-kernel" };
  const settings = namespaceLimits();
  if (settings.length > 0) return { kind: "settings", settings };
  const maximum = /No space left/u.test(error) ? smallMaximum() : undefined;
  if (maximum !== undefined) return { kind: "settings", settings: [maximum] };
  if (/not permitted|denied/u.test(error)) return forbidden({ step, error });
  return { kind: "refused", tried: "unshare", error };
}

/**
 * A filter refuses the system call itself. AppArmor lets it pass and then takes the rights of whoever
 * made the namespace, so the next step fails; the kernel refuses a fresh /proc where parts of
 * the old one are covered. In a container the machine's settings are seen as well, and do not matter.
 */
function forbidden({ step, error }: Denial): MissingReason {
  const container = findContainer();
  if (step === "user" && isFiltered()) return { kind: "seccomp", container };
  const setting = apparmorRestriction();
  if (setting !== undefined) return { kind: "apparmor", setting };
  if (step === "proc") return { kind: "masked-proc", container };
  if (container !== undefined) return { kind: "seccomp", container };
  return { kind: "refused", tried: "unshare", error };
}

function forSetup(reason: MissingReason, command: string): Omit<MissingPiece, "costs"> {
  return { reason, command, by: isReadOnly("/proc/sys") ? "host" : "setup" };
}
