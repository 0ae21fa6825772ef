import type { Launch } from "../model/submission.ts";
import type { Stage } from "./stage.ts";

/**
 * The port that `{port}` stands for when nothing decides it yet: the one that the manifest declares, else the
 * handout's. A client beside the student's own server is told that server's instead, whatever it declares. On a
 * shared machine it is a free one.
 */
export async function portToTell(stage: Stage, { declared }: Launch): Promise<number> {
  return stage.network.isolated ? (declared?.port ?? stage.port) : await stage.network.freePort();
}
