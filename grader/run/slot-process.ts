import { findExercise, loadExercise } from "../exercise/load.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { NamespaceNetwork } from "../sandbox/namespace-network.ts";
import { closeInherited } from "../process/inherited.ts";
import { scratchFolder } from "../sandbox/slot-command.ts";
import { PacketRecorder } from "../packets/packet-recorder.ts";
import { type Machine, runCheck } from "./check-runner.ts";
import type { SlotRequest } from "./job.ts";
import { openSandbox } from "./open-sandbox.ts";
import { runTool } from "./run-tool.ts";

/**
 * The main function of a slot in namespaces of its own: runs the jobs that come over the IPC
 * channel, one after another, and ends with the grader that started it.
 * @param helperEntry the script of the client side's helper.
 */
export function serveJobs(helperEntry: string): void {
  closeInherited();
  process.on("disconnect", () => process.exit());
  void openMachine(helperEntry).then((machine) => {
    const { kernel, network, sandbox, recorder } = machine;
    process.on("message", (request: SlotRequest) => {
      void serve(request, machine).then(
        (reply) => process.send?.({ ...reply, isSpent: network.isSpent || sandbox.isSpent }),
        (error: unknown) => process.send?.({ error: String(error) }),
      );
    });
    const seesPackets = recorder !== undefined;
    process.send?.({ ready: { kernel: kernel.kind, sandbox: sandbox.kind, seesPackets } });
  });
}

async function openMachine(helperEntry: string): Promise<Machine> {
  const network = new NamespaceNetwork(helperEntry, process.env["PATH"] ?? "");
  const [sandbox, taps] = await Promise.all([
    openSandbox((command) => network.wrap("server", command), scratchFolder),
    network.packets,
  ]);
  const recorder = taps === undefined ? undefined : new PacketRecorder(taps);
  return { kernel: detectKernel(), network, sandbox, recorder };
}

async function serve(request: SlotRequest, machine: Machine): Promise<object> {
  if ("tool" in request) return { run: await runTool(request.tool, machine) };
  const exercise = await loadExercise(findExercise(request.job.exercise));
  return { result: await runCheck(exercise, request.job, machine) };
}
