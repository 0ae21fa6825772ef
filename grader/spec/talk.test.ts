import { afterEach, expect, it } from "vitest";
import { Rehearsal } from "../scenario/testing.ts";
import { PeerServer } from "../wire/peer.ts";
import { hangUp, listen } from "../wire/testing.ts";
import { disguised } from "./disguise.ts";
import { hear, takeLeave, type Talker } from "./talk.ts";
import { causeOf } from "./testing.ts";

afterEach(hangUp);

/** A Python client that is connected to the test as `s`. */
async function client(rehearsal: Rehearsal, body: string) {
  const { server, port } = await listen();
  const { stage } = rehearsal;
  const peers = new PeerServer(server, "client", stage.observer);
  stage.owns(() => peers.close());
  const actor = await rehearsal.python(
    "client",
    `import socket\ns = socket.create_connection(('127.0.0.1', ${port}))\n${body}`,
  );
  const words = ["girafa", "pipoca"];
  const talker: Talker = {
    stage,
    actor,
    sent: () => Buffer.concat(peers.connections.map(({ received }) => received)),
    word: () => words.pop() ?? "uva",
  };
  return { actor, talker, answer: (bytes: Buffer) => peers.connections[0]?.send(bytes) };
}

it("learns a message that stands in the code, sent in two pieces", async () => {
  await using rehearsal = new Rehearsal();
  const body = "print('on my way')\ns.send(b'\\0\\x0cHello')\ns.send(b', world')\ns.recv(99)";
  const { talker } = await client(rehearsal, body);
  expect(await hear(talker)).toEqual({
    bytes: Buffer.from("\0\x0cHello, world"),
    text: "Hello, world",
    typed: undefined,
    shown: "on my way\n".length,
  });
});

it("types what is asked for, and takes the last as the message", async () => {
  await using rehearsal = new Rehearsal();
  const { talker } = await client(
    rehearsal,
    "name = input('Name: ')\ntext = input('Text: ')\ns.sendall(f'{name}: {text}\\n'.encode())\ns.recv(9)",
  );
  const said = await hear(talker);
  expect(said).toMatchObject({ text: "girafa", typed: "girafa" });
  expect(said.bytes.toString()).toBe("pipoca: girafa\n");
});

it("hears somebody out who has left already", async () => {
  await using rehearsal = new Rehearsal();
  const { talker } = await client(rehearsal, "s.sendall(b'bye')\ns.close()");
  expect(await hear(talker)).toMatchObject({ text: "bye" });
});

it.each([
  ["listens first", "s.recv(9)", "nothing-said"],
  ["ends", "s.close()", "exited-early"],
  ["sends something else", "input()\ns.sendall(b'Hello')\ns.recv(9)", "wrong-bytes"],
])("blames a client that %s", async (_, body, kind) => {
  await using rehearsal = new Rehearsal();
  const { talker } = await client(rehearsal, body);
  expect(await causeOf(hear(talker))).toMatchObject({ kind, actor: "client" });
});

it("says goodbye to a client that goes on, and answers until then", async () => {
  await using rehearsal = new Rehearsal();
  const { actor, talker, answer } = await client(
    rehearsal,
    "while (t := input('? ')) != 'exit':\n    s.sendall(t.encode())\n    print(s.recv(99).decode())",
  );
  answer((await hear(talker)).bytes);
  await takeLeave(talker, answer);
  expect(actor.exit).toMatchObject({ code: 0 });
  expect(actor.screen.text).toContain("pipoca\n? sair\n? SAIR\n? ");
});

it("disguises letters, and neither lengths nor ends", () => {
  const bytes = Buffer.from("\0\x0cHello, wörld\n");
  const said = { bytes, text: "Hello, wörld", typed: undefined, shown: 0 };
  expect(disguised(said)).toEqual({
    bytes: Buffer.from("\0\x0cUryyb, jöeyq\n"),
    text: "Uryyb, jöeyq",
  });
});
