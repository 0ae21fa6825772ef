import { describe, expect, it } from "vitest";
import { captureContents } from "./capture-contents.ts";
import type { Dialogue } from "./dialogue.ts";
import { handshakeOf, sequenceFault, teardownOf } from "./dialogue-facts.ts";
import { pcapFile, tcpFrame } from "./testing.ts";

type Ports = readonly [number, number];
const up: Ports = [40_000, 65_432];
const down: Ports = [65_432, 40_000];
/** Sequence numbers wrap around in the middle of what the client says. */
const c = 2 ** 32 - 4;
const s = 700;

const packet = (ports: Ports, flags: string, sequence: number, ack: number, data = "") => {
  const frame = tcpFrame(ports, flags, sequence, data);
  frame.writeUInt32BE(ack >>> 0, 14 + 20 + 8);
  return frame;
};
const story = {
  syn: packet(up, "SYN", c, 0),
  synAck: packet(down, "SYN ACK", s, c + 1),
  ack: packet(up, "ACK", c + 1, s + 1),
  ask: packet(up, "PSH ACK", c + 1, s + 1, "girafa"),
  askAck: packet(down, "ACK", s + 1, c + 7),
  answer: packet(down, "PSH ACK", s + 1, c + 7, "GIRAFA"),
  answerAck: packet(up, "ACK", c + 7, s + 7),
  fin: packet(up, "FIN ACK", c + 7, s + 7),
  finFin: packet(down, "FIN ACK", s + 7, c + 8),
  last: packet(up, "ACK", c + 8, s + 8),
};
type Step = keyof typeof story;
const all = Object.keys(story) as Step[];

const dialogueOf = (frames: readonly Buffer[]): Dialogue => {
  const { dialogues } = captureContents(pcapFile(frames), [65_432]);
  expect(dialogues).toHaveLength(1);
  return dialogues[0] as Dialogue;
};
const without = (...left: readonly Step[]) =>
  dialogueOf(all.filter((step) => !left.includes(step)).map((step) => story[step]));
const until = (last: Step, ...more: readonly Buffer[]) =>
  dialogueOf([...all.slice(0, all.indexOf(last) + 1).map((step) => story[step]), ...more]);
const whole = without();
const at = (dialogue: Dialogue, number: number) => dialogue.segments[number - 1];

describe("a dialogue", () => {
  it("has numbers relative to both beginnings, also where they wrap around", () => {
    const shown = whole.segments.map(({ sequence, acknowledgment }) => [sequence, acknowledgment]);
    expect(shown).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 1],
      [1, 7],
      [1, 7],
      [7, 7],
      [7, 7],
      [7, 8],
      [8, 8],
    ]);
    expect(whole.client.port).toBe(40_000);
    expect(whole.toServer.content.toString()).toBe("girafa");
    expect(whole.toClient.content.toString()).toBe("GIRAFA");
  });

  it("knows the server where the beginning is missing: by its port, else by the lower one", () => {
    const late = [story.answer, story.answerAck];
    expect(dialogueOf(late).server.port).toBe(65_432);
    const other = captureContents(pcapFile(late), []).dialogues[0];
    expect(other?.server.port).toBe(40_000);
    expect(other?.segments.map(({ isFromClient }) => isFromClient)).toEqual([true, false]);
  });

  it("counts what was sent again once", () => {
    const keepAlive = packet(up, "ACK", c + 6, s + 7, "a");
    const again = until("answer", story.ask, keepAlive, story.answerAck);
    expect(again.toServer.bytes).toBe(6);
    expect(again.segments.map(({ isRepeated }) => isRepeated)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(sequenceFault(again)).toBeUndefined();
  });

  it("does not count the byte that keeps a silent connection alive", () => {
    const alive = until("ack", packet(up, "ACK", c, s + 1, "\0"), story.ask);
    expect(alive.toServer).toMatchObject({ bytes: 6, content: Buffer.from("girafa") });
    expect(sequenceFault(until("answerAck", packet(up, "ACK", c, s + 7, "\0")))).toBeUndefined();
  });

  it("ends where another begins between the same ends", () => {
    const again = packet(up, "SYN", 9, 0);
    const frames = [...Object.values(story), story.syn, again, again];
    const { dialogues } = captureContents(pcapFile(frames), []);
    expect(dialogues.map(({ segments }) => segments.length)).toEqual([11, 2]);
  });
});

describe("handshakeOf", () => {
  it("finds the three packets", () => {
    const found = handshakeOf(whole);
    expect(found.is === "complete" && found.packets.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it("takes data for the third packet when that was lost from the capture", () => {
    expect(handshakeOf(without("ack")).is).toBe("complete");
  });

  it("says which is missing", () => {
    expect(handshakeOf(without("syn"))).toMatchObject({ is: "missing", what: "syn" });
    expect(handshakeOf(without("syn", "synAck"))).toMatchObject({ is: "missing", what: "syn" });
    expect(handshakeOf(without("synAck"))).toMatchObject({ is: "missing", what: "syn-ack" });
    expect(handshakeOf(until("synAck"))).toMatchObject({ is: "missing", what: "ack" });
  });

  it("tells a refusal, and what acknowledges something else", () => {
    const refused = dialogueOf([story.syn, packet(down, "RST ACK", 0, c + 1)]);
    expect(handshakeOf(refused)).toEqual({ is: "refused", by: at(refused, 2) });
    const wrong = dialogueOf([story.syn, packet(down, "SYN ACK", s, c + 9), story.ack]);
    expect(handshakeOf(wrong)).toEqual({ is: "wrong", at: at(wrong, 2) });
  });
});

describe("teardownOf", () => {
  it("finds both ends and who was first", () => {
    const found = teardownOf(whole);
    expect(found.closers).toEqual(["client"]);
    expect(found.unanswered).toBeUndefined();
    expect(found.packets.map(({ number }) => number)).toEqual([8, 9, 10]);
  });

  it("lets both have closed first when neither knew of the other", () => {
    const crossing = until("fin", packet(down, "FIN ACK", s + 7, c + 7), story.last);
    expect(teardownOf(crossing).closers).toEqual(["client", "server"]);
  });

  it("says what is missing", () => {
    expect(teardownOf(until("fin")).serverFin).toBeUndefined();
    const unanswered = until("finFin");
    expect(teardownOf(unanswered).unanswered).toBe(at(unanswered, 9));
    const reset = until("answerAck", packet(up, "RST ACK", c + 7, s + 7));
    expect(teardownOf(reset)).toMatchObject({ closers: ["client"], reset: at(reset, 8) });
    expect(teardownOf(until("answer")).closers).toEqual([]);
  });
});

describe("sequenceFault", () => {
  it("finds none where everything is there, in whatever order", () => {
    expect(sequenceFault(whole)).toBeUndefined();
    const mixed = dialogueOf([story.syn, story.synAck, story.ack, story.askAck, story.ask]);
    expect(sequenceFault(mixed)).toBeUndefined();
  });

  it("finds the packet after a hole", () => {
    const gap = without("ask");
    expect(sequenceFault(gap)).toEqual({ is: "gap", at: at(gap, 6), expected: 1 });
    const second = packet(up, "PSH ACK", c + 7, s + 1, "zebra");
    const third = packet(up, "PSH ACK", c + 12, s + 1, "foca");
    const hole = until("ask", third, packet(down, "ACK", s + 1, c + 16));
    expect(sequenceFault(hole)).toEqual({ is: "gap", at: at(hole, 5), expected: 7 });
    expect(sequenceFault(until("ask", third, second, packet(down, "ACK", s + 1, c + 16)))).toBe(
      undefined,
    );
  });

  it("finds what was acknowledged and is not there, and what was not acknowledged", () => {
    const unseen = until("ack", story.askAck);
    expect(sequenceFault(unseen)).toEqual({ is: "unseen", at: at(unseen, 4), seen: 1 });
    const open = until("ask");
    expect(sequenceFault(open)).toEqual({ is: "unanswered", at: at(open, 4), end: 7 });
  });
});
