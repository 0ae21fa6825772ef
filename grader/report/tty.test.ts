import { expect, test } from "vitest";
import { rightPingPong } from "../../fixtures/transcripts/samples/ping-pong.ts";
import type { CheckResult } from "../model/result.ts";
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

test.each([
  [
    "en",
    "Score: 80/80",
    "20 points are not part of that: on this machine I cannot see the packets.",
  ],
  [
    "pt-BR",
    "Nota: 80/80",
    "20 pontos ficaram fora da conta: nesta máquina não consigo ver os pacotes.",
  ],
] as const)(
  "what could not be looked at is out of the maximum, and said in one line, in %s",
  (language, score, line) => {
    let text = "";
    const write = (part: string) => (text += part);
    const reporter = tty.create({ write, language, colour: false, live: false, columns: 120 });
    const end = rightPingPong.events.find((event) => event.kind === "end");
    if (end?.kind !== "end") throw new Error("the sample has no end");
    const checks = end.result.checks.map((check) =>
      check.maxPoints === 20 && check.id === "reply-arrives"
        ? {
            ...check,
            status: "skipped" as const,
            points: 0,
            skipped: { kind: "unavailable" as const, what: "packets" as const },
          }
        : check,
    );
    reporter.on({ kind: "end", result: { ...end.result, score: 80, maxScore: 80, checks } });
    expect(text).toContain(score);
    expect(text.split("\n")).toContain(line);
  },
);

test("what several checks failed for is explained once", () => {
  let text = "";
  const reporter = tty.create({
    write: (part) => (text += part),
    language: "en",
    colour: false,
    live: false,
    columns: 200,
  });
  const failed = (id: string, maxPoints: number): CheckResult => ({
    id,
    title: id,
    status: "failed",
    points: 0,
    maxPoints,
    durationMs: 1,
    message: "The server took its port twice.",
    hint: `hint of ${id}`,
  });
  const checks = [failed("first", 10), failed("second", 10), failed("third", 0)];
  const { result } = rightPingPong;
  reporter.on({ kind: "end", result: { ...result, checks } });
  expect(text.match(/The server took its port twice\./g)).toHaveLength(1);
  expect(text.match(/For the same reason as first, above\./g)).toHaveLength(2);
  expect(text).toContain("hint of third");
});
