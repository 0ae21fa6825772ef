import { CheckFailure } from "../scenario/failure.ts";
import type { Cause } from "../model/cause.ts";
import { eventually } from "../process/testing.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import { Rehearsal } from "../scenario/testing.ts";
import { connectPeer } from "../wire/peer.ts";
import { Peer } from "./peer.ts";

/** For tests only: a Python server that prints the port of its socket `s`, and who connects to it. */
export class ServerRehearsal extends Rehearsal {
  #port = 0;
  #server: ProgramActor | undefined;

  get server(): ProgramActor {
    if (this.#server === undefined) throw new Error("no server was started");
    return this.#server;
  }

  /** Starts it: `body` follows after the socket listens. */
  async serve(body: string): Promise<void> {
    const listens = `import socket
s = socket.create_server(('127.0.0.1', 0))
print(s.getsockname()[1])
`;
    this.#server = await this.python("server", listens + body);
    this.#port = await eventually(
      () => Number(/^\d+\n/u.exec(this.server.screen.text)) || undefined,
    );
  }

  async peer(): Promise<Peer> {
    const { stage, server } = this;
    stage.peers += 1;
    const name = stage.peers === 1 ? "peer" : (`peer${stage.peers}` as const);
    const at = { address: "127.0.0.1", port: this.#port };
    const connection = await connectPeer(at, "server", stage.observer, name);
    stage.owns(() => connection.reset());
    return new Peer(stage, connection, server);
  }
}

/** The cause that a story fails with. @throws when it does not fail, or by accident. */
export async function causeOf(story: Promise<unknown>): Promise<Cause> {
  try {
    await story;
  } catch (error) {
    if (error instanceof CheckFailure) return error.reason;
    throw error;
  }
  throw new Error("Expected the check to fail");
}

/** Python's way to be a thread for each client: `talk(c)` is what the thread does. */
export const threadPerClient = `
import threading
while True: threading.Thread(target=talk, args=(s.accept()[0],), daemon=True).start()
`;
