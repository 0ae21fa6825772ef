import type { ActorName } from "../model/role.ts";
import type { Side } from "../sandbox/network.ts";
import { PeerServer } from "../wire/peer.ts";
import type { Stage } from "./stage.ts";

/**
 * A TCP server that the grader plays for a client, on a port that the client's source may mean;
 * undefined where the port is taken or needs privileges: such a guess leads nowhere.
 */
export async function playServer(
  stage: Stage,
  side: Side,
  port: number,
  client: ActorName,
): Promise<PeerServer | undefined> {
  try {
    const server = new PeerServer(await stage.network.listen(side, port), client, stage.observer);
    stage.owns(() => server.close());
    return server;
  } catch {
    return undefined;
  }
}
