import { findExercise, loadExercise } from "../exercise/load.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { NamespaceNetwork } from "../sandbox/namespace-network.ts";
import { runCheck } from "./check-runner.ts";
import type { Job } from "./job.ts";

/**
 * The main function of a slot in namespaces of its own: runs the jobs that come over the IPC
 * channel, one after another, and ends with the grader that started it.
 * @param helperEntry the script of the client side's helper.
 */
export function serveJobs(helperEntry: string): void {
  const machine = { kernel: detectKernel(), network: new NamespaceNetwork(helperEntry) };
  process.on("disconnect", () => process.exit());
  process.on("message", (job: Job) => {
    void loadExercise(findExercise(job.exercise))
      .then((exercise) => runCheck(exercise, job, machine))
      .then(
        (result) => process.send?.({ result, isSpent: machine.network.isSpent }),
        (error: unknown) => process.send?.({ error: String(error) }),
      );
  });
  process.send?.({ ready: true });
}
