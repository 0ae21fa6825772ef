import { addressVariants } from "../../scenario/launch-variants.ts";
import { playServer } from "../../scenario/play-server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { type Started, startProgram } from "../../scenario/start-program.ts";
import { playOut } from "../tcp-life/direct-pair.ts";

/**
 * Starts the student's client on the clients' host, towards a server that the grader plays on the
 * other. One that asks for its message before it connects is given one.
 */
export async function tryClientTowards(stage: Stage, host: string): Promise<Started<true>> {
  const launch = stage.launchOf("client");
  const ports = [...new Set([stage.port, ...launch.ports])];
  const servers = await Promise.all(
    ports.map((port) => playServer(stage, "server", port, "client")),
  );
  const hasCome = () => servers.some((server) => (server?.connections.length ?? 0) > 0);
  const started = await startProgram<true | "asks">(stage, {
    name: "client",
    launch,
    side: "client",
    address: { host, port: stage.port },
    variants: addressVariants(launch, stage.knowledge.client),
    isUp: (_, __, atPrompt) => hasCome() || (atPrompt ? "asks" : undefined),
  });
  const { actor } = started;
  if ("stuck" in started) return started;
  if (started.value === true) return { actor, value: true };
  const { stuck = { why: "settled" } } = await playOut(stage, actor, "Hello, world", hasCome);
  return hasCome() ? { actor, value: true } : { actor, stuck };
}
