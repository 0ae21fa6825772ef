import { expect, it } from "vitest";
import { Crowd } from "./crowd.ts";
import { causeOf, ServerRehearsal, threadPerClient } from "./testing.ts";
import { inCapitals } from "./upper-case.ts";

function gather(rehearsal: ServerRehearsal, count: number): Promise<Crowd> {
  return Crowd.gather(rehearsal.stage, rehearsal.server, count, () => rehearsal.peer());
}

const talk = `
def talk(c):
    while data := c.recv(99): c.sendall(data.upper())
`;

it("is served from the last to the first, and all at once", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(talk + threadPerClient);
  const crowd = await gather(rehearsal, 3);
  for (const nth of [3, 2, 1]) await crowd.asks(nth, `uva ${nth}`, inCapitals(`uva ${nth}`));
  const other = await gather(rehearsal, 3);
  await other.askAllAtOnce(["lua", "giz", "pau"], inCapitals);
  const wire = rehearsal.stage.trace.filter((event) => event.kind === "wire");
  const answered = wire.filter(({ from }) => from === "server").map(({ to }) => to);
  expect(answered.slice(0, 3)).toEqual(["peer3", "peer2", "peer"]);
  expect(answered.slice(3).toSorted()).toEqual(["peer4", "peer5", "peer6"]);
});

it("does not take the kernel's queue for the server", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`${talk}\nwhile True: talk(s.accept()[0])`);
  const cause = await causeOf(gather(rehearsal, 2));
  expect(cause).toMatchObject({ kind: "not-at-once", open: 1, accepted: false });
  expect(cause.waits).toMatchObject({ server: { on: "recv", from: "peer" } });
});

it("sees who was accepted and is not served", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`
first, second = s.accept()[0], s.accept()[0]
while data := first.recv(99): first.sendall(data.upper())`);
  const crowd = await gather(rehearsal, 2);
  const cause = await causeOf(crowd.asks(2, "uva", inCapitals("uva")));
  expect(cause).toMatchObject({ kind: "not-at-once", open: 1, accepted: true });
});

it("names whose answer went to whom", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`
first, second = s.accept()[0], s.accept()[0]
second.sendall(first.recv(99).upper())
s.accept()`);
  const crowd = await gather(rehearsal, 2);
  const answer = Buffer.from("UVA").toString("base64");
  expect(await causeOf(crowd.asks(1, "uva", inCapitals("uva")))).toMatchObject({
    kind: "mixed-up",
    asked: "peer",
    got: "peer2",
    answer,
  });
});

it("names whose answer it was that came", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`
first, second = s.accept()[0], s.accept()[0]
one, two = first.recv(99).upper(), second.recv(99).upper()
first.sendall(two)
second.sendall(one)
s.accept()`);
  const crowd = await gather(rehearsal, 2);
  const mixed = { kind: "mixed-up", asked: "peer", got: "peer2" };
  expect(await causeOf(crowd.askAllAtOnce(["uva", "lua"], inCapitals))).toMatchObject(mixed);
});

it("knows what capitals may be", () => {
  expect(inCapitals("uva 1").map(String)).toEqual(["UVA 1"]);
  expect(inCapitals("ação").map(String)).toEqual(["AÇÃO", "AçãO"]);
});
