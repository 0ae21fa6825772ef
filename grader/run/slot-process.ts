import { findExercise, loadExercise } from "../exercise/load.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { NamespaceNetwork } from "../sandbox/namespace-network.ts";
import { closeInherited } from "../process/inherited.ts";
import { scratchFolder } from "../sandbox/slot-command.ts";
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
  const network = new NamespaceNetwork(helperEntry);
  process.on("disconnect", () => process.exit());
  const wrap = (command: readonly string[]) => network.wrap("server", command);
  void openSandbox(wrap, scratchFolder).then((sandbox) => {
    const machine = { kernel: detectKernel(), network, sandbox };
    process.on("message", (request: SlotRequest) => {
      void serve(request, machine).then(
        (reply) =>
          process.send?.({ ...reply, isSpent: machine.network.isSpent || machine.sandbox.isSpent }),
        (error: unknown) => process.send?.({ error: String(error) }),
      );
    });
    process.send?.({ ready: { kernel: machine.kernel.kind, sandbox: sandbox.kind } });
  });
}

async function serve(request: SlotRequest, machine: Machine): Promise<object> {
  if ("tool" in request) return { run: await runTool(request.tool, machine) };
  const exercise = await loadExercise(findExercise(request.job.exercise));
  return { result: await runCheck(exercise, request.job, machine) };
}
