import { describe, expect, it } from "vitest";
import { languages } from "../model/language.ts";
import type { MissingPiece, MissingReason } from "../model/missing-piece.ts";
import { wordsFor } from "./index.ts";
import { adviceText, missingText } from "./missing-text.ts";

const nasty = "x\u001b[2J\n\u202ey";
const setting = { name: "user.max_user_namespaces", is: nasty, wanted: "10000" };

/** One of every kind, and of every kind of container; what the system wrote would act on a terminal. */
const every: { readonly [Kind in MissingReason["kind"]]: readonly MissingReason[] } = {
  "not-linux": [{ kind: "not-linux" }],
  wsl1: [{ kind: "wsl1" }],
  "not-in-kernel": [{ kind: "not-in-kernel" }],
  tools: [{ kind: "tools", names: [nasty, "tcpdump"] }],
  apparmor: [{ kind: "apparmor", setting }],
  settings: [{ kind: "settings", settings: [setting, setting] }],
  seccomp: ([undefined, "docker", "podman", "other"] as const).map((container) => ({
    kind: "seccomp",
    container,
  })),
  "masked-proc": ([undefined, "docker", "podman", "other"] as const).map((container) => ({
    kind: "masked-proc",
    container,
  })),
  hidepid: [{ kind: "hidepid", value: nasty }],
  "ptrace-scope": [
    { kind: "ptrace-scope", scope: "2" },
    { kind: "ptrace-scope", scope: "3" },
  ],
  architecture: [{ kind: "architecture", name: "riscv64" }],
  refused: [
    { kind: "refused", tried: "bwrap", error: "" },
    { kind: "refused", tried: "bwrap", error: nasty },
  ],
};
const reasons = Object.values(every).flat();
const losses = ["namespaces", "sandbox", "capture", "kernel"] as const;

describe.each(languages)("in %s", (language) => {
  const words = wordsFor(language).machine;
  const piece = (reason: MissingReason, rest: Partial<MissingPiece> = {}): MissingPiece => ({
    costs: "namespaces",
    reason,
    command: "true",
    by: "you",
    ...rest,
  });

  it("every reason has words of its own, in one line that can not act on a terminal", () => {
    const texts = reasons.map((reason) => missingText(piece(reason), words));
    expect(new Set(texts).size).toBe(reasons.length);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|null|\[object|\(\)$| {2}|: $/u);
      expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
    }
  });

  it("every loss has words of its own", () => {
    const reason = reasons[0] as MissingReason;
    const texts = losses.map((costs) => missingText(piece(reason, { costs }), words));
    expect(new Set(texts).size).toBe(losses.length);
  });

  it("the command stands in a line of its own, below who runs it and where", () => {
    const [setup, you, host] = (["setup", "you", "host"] as const).map((by) =>
      adviceText(piece({ kind: "apparmor", setting }, { by, command: "sysctl x=1" }), words),
    );
    expect(new Set([setup?.[0], you?.[0], host?.[0]]).size).toBe(3);
    for (const lines of [setup, you, host]) expect(lines?.[1]).toBe("  sysctl x=1");
    expect(setup?.[0]).toContain("npm run setup");
    expect(adviceText(piece({ kind: "not-linux" }, { command: undefined }), words)).toEqual([]);
  });
});
