import { expect, test } from "vitest";
import { rightPingPong } from "../../fixtures/transcripts/samples/ping-pong.ts";
import { tty } from "./tty.ts";

test("on a terminal the check that runs is shown, and drawn over by its result", () => {
  let text = "";
  const reporter = tty.create({
    write: (part) => (text += part),
    language: "en",
    colour: false,
    live: true,
    columns: 80,
  });
  for (const event of rightPingPong.events) reporter.on(event);
  void reporter.end?.();
  expect(text).toContain(
    "\u001b[1G\u001b[0J⠋ 0/4 done · server-waits · O servidor espera uma conexão\u001b[1G\u001b[0J✓ server-waits",
  );
  expect(text.match(/0\/4 done/g)).toHaveLength(1);
});

test("one that is broken off leaves no live line behind", () => {
  let text = "";
  const reporter = tty.create({
    write: (part) => (text += part),
    language: "en",
    colour: false,
    live: true,
    columns: 80,
  });
  reporter.on({ kind: "check-begin", id: "a", title: "A" });
  void reporter.end?.();
  expect(text.endsWith("\u001b[1G\u001b[0J")).toBe(true);
});
