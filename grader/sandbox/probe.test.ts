import { build } from "esbuild";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { users } from "./testing-slots.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain } from "../process/testing.ts";
import { tryNamespaces } from "./namespace-trial.ts";
import { probe } from "./probe.ts";
import {
  underAppArmor,
  underDocker,
  underHiding,
  underLimit,
  underMask,
  underSetting,
} from "./testing.ts";

let folder = "";
let prober = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-probe-"));
  chmodSync(folder, 0o755);
  prober = join(folder, "probe.mjs");
  const contents = `
import { probe } from "./probe.ts";
const [started, host] = process.argv.slice(2).map((text) => JSON.parse(text));
process.stdout.write(JSON.stringify(await probe(started, host)));`;
  await build({
    stdin: { contents, loader: "ts", resolveDir: import.meta.dirname, sourcefile: "prober.ts" },
    outfile: prober,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = { path: plain.env.PATH, isRoot: false };
const refused = { isolated: false, kernel: "proc" } as const;

/** What is found there, without the tools that this machine itself may lack. */
async function probeUnder(
  denial: readonly string[],
  started: Parameters<typeof probe>[0] = refused,
): Promise<readonly MissingPiece[]> {
  const args = [process.execPath, prober, JSON.stringify(started), JSON.stringify(host)];
  const { code, stdout, stderr } = await runToEnd([...denial, ...args], {
    ...plain,
    timeoutMs: 50_000,
  });
  if (code !== 0) throw new Error(`Expected the probe to run there: ${stderr || stdout}`);
  return (JSON.parse(stdout) as MissingPiece[]).filter(({ reason }) => reason.kind !== "tools");
}

describe.each(users)("%s, refused namespaces", (_, as) => {
  it("by a setting: names it, and the command that changes it", async () => {
    const name = "user.max_user_namespaces";
    expect(await probeUnder([...as, ...underLimit])).toEqual([
      {
        costs: "namespaces",
        reason: { kind: "settings", settings: [{ name, is: "0", wanted: "10000" }] },
        command: "sudo sysctl -w user.max_user_namespaces=10000",
        by: "setup",
      },
    ]);
  });

  it("by Docker's filter: names it, and how the container is to be started", async () => {
    expect(await probeUnder([...as, ...underDocker(folder)])).toEqual([
      {
        costs: "namespaces",
        reason: { kind: "seccomp", container: "docker" },
        command:
          "docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined …",
        by: "host",
      },
    ]);
  });

  it("by AppArmor as Ubuntu has it: names the setting, not the filter that plays it here", async () => {
    expect(await probeUnder([...as, ...underAppArmor(folder)])).toEqual([
      {
        costs: "namespaces",
        reason: {
          kind: "apparmor",
          setting: {
            name: "kernel.apparmor_restrict_unprivileged_userns",
            is: "1",
            wanted: "0",
          },
        },
        command: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        by: "setup",
      },
    ]);
  });

  it("by a covered /proc", async () => {
    expect(await probeUnder([...as, ...underMask])).toMatchObject([
      { costs: "namespaces", reason: { kind: "masked-proc" }, by: "host" },
    ]);
  });
});

it("finds nothing refused where nothing is, and no reason to try where the slot started", async () => {
  expect(await tryNamespaces(host.path)).toBeUndefined();
  expect(await probeUnder([...underLimit], { isolated: true, kernel: "proc" })).toEqual([]);
});

describe("where the kernel does not tell what programs wait for", () => {
  const silent = { isolated: true, kernel: "silence" } as const;

  it.each([
    ["2", "sudo sysctl -w kernel.yama.ptrace_scope=1"],
    ["3", "echo kernel.yama.ptrace_scope=1 | sudo tee /etc/sysctl.d/99-sockgrade.conf"],
  ])("names Yama's setting at %s", async (scope, command) => {
    expect(await probeUnder(underSetting("kernel.yama.ptrace_scope", scope), silent)).toEqual([
      { costs: "kernel", reason: { kind: "ptrace-scope", scope }, command, by: "you" },
    ]);
  });

  it("names a /proc that hides programs", async () => {
    expect(await probeUnder(underHiding, silent)).toEqual([
      {
        costs: "kernel",
        reason: { kind: "hidepid", value: "invisible" },
        command: "sudo mount -o remount,hidepid=0 /proc",
        by: "you",
      },
    ]);
  });
});

it("names the tools that are not there, each with what is lost and what installs it", async () => {
  const nothing = await probe({ isolated: true, kernel: "proc" }, { path: folder, isRoot: true });
  const names = nothing.map(({ costs, reason }) => [
    costs,
    reason.kind === "tools" ? reason.names : [],
  ]);
  expect(names).toEqual([
    ["sandbox", ["bwrap"]],
    ["capture", ["tcpdump"]],
  ]);
});
