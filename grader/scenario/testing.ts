import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectKernel } from "../kernel/kernel.ts";
import { type Limits, limitsOf } from "../model/limits.ts";
import type { ActorName } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import { plain, pythonPath } from "../process/testing.ts";
import { underLimits } from "../sandbox/resource-limits.ts";
import type { Enclosure } from "../sandbox/sandbox.ts";
import type { OpenGroup } from "../sandbox/cgroup.ts";
import { SharedNetwork } from "../sandbox/shared-network.ts";
import { ProgramActor } from "./program-actor.ts";
import { Stage } from "./stage.ts";

/** A program of a test runs where its files are, under the limits that a shell can set. */
function enclosureWith(limits: Limits): Enclosure {
  const ofShell = { ...limits, processes: undefined };
  return {
    wrappers: 0,
    room: "unlimited",
    enclose: (start) => ({ ...start, command: underLimits(ofShell, start.command) }),
    namesInside: (text) => text,
    namesOutside: (text) => text,
    keep: () => undefined,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** For tests only: a stage on this very machine, and a folder for its programs. */
export class Rehearsal implements AsyncDisposable {
  readonly stage: Stage;
  readonly #folder = mkdtempSync(join(tmpdir(), "sockgrade-stage-"));

  constructor(
    given: Readonly<{ limits?: Partial<Limits>; wallMs?: number; openGroup?: OpenGroup }> = {},
  ) {
    this.stage = new Stage({
      kernel: detectKernel(),
      network: new SharedNetwork(),
      enclosure: enclosureWith(limitsOf(given.limits)),
      prepared: {},
      candidates: [],
      knowledge: {},
      port: 12_345,
      terminal: false,
      wallMs: 300_000,
      ...given,
      limits: limitsOf(given.limits),
    });
  }

  /** Starts a Python program from its text. */
  async python(
    name: ActorName,
    source: string,
    args: readonly string[] = [],
  ): Promise<ProgramActor> {
    const file = `${name}.py`;
    const path = this.write(file, source);
    return await this.start(name, "python", file, [await pythonPath(), "-u", path, ...args]);
  }

  /** Puts a file into the folder. @returns its path. */
  write(file: string, source: string): string {
    const path = join(this.#folder, file);
    writeFileSync(path, source);
    return path;
  }

  async start(
    name: ActorName,
    language: Launch["language"],
    file: string,
    command: readonly string[],
  ): Promise<ProgramActor> {
    const role = name.startsWith("server") ? "server" : "client";
    const rest = {
      shown: [file],
      cwd: this.#folder,
      env: plain.env,
      interpreters: [],
      ports: [],
      foreignAddresses: [],
    };
    const launch: Launch = { role, language, file, command, ...rest };
    return await ProgramActor.enter(this.stage, { name, launch, args: [], side: role });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
