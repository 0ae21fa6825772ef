import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  everyCause,
  everyCauseOverUdp,
  everyNote,
  everyWaiting,
} from "../../fixtures/transcripts/samples/causes.ts";
import type { Cause } from "../model/cause.ts";
import { languages, type Language } from "../model/language.ts";
import { describeCause, describeNote, describeSkip, describeWaiting } from "./describe.ts";
import { unavailableThings } from "../model/result.ts";
import type { Names } from "./names.ts";

const names: Names = {
  file: (actor) =>
    actor.startsWith("peer") ? undefined : actor.startsWith("server") ? "server.py" : "client.py",
};
const causes: readonly Cause[] = [...Object.values(everyCause).flat(), ...everyCauseOverUdp];

describe.each(languages)("in %s", (language) => {
  // UPDATE_TRANSCRIPTS=1 writes the golden file anew; read the difference before keeping it.
  test("everything that is said", () => {
    const file = new URL(`../../fixtures/transcripts/messages.${language}.txt`, import.meta.url);
    const said = everything(language);
    if (process.env["UPDATE_TRANSCRIPTS"] === "1") writeFileSync(file, said);
    expect(said).toBe(readFileSync(file, "utf8"));
  });

  test("nothing is missing in a sentence, and every one ends", () => {
    for (const cause of causes) {
      const text = describeCause(cause, names, language);
      const sentences = text
        .split("\n")
        .filter((line) => !line.startsWith("  "))
        .join("\n");
      expect(sentences).not.toMatch(/undefined|null|\[object|NaN| {2}|\.\.|\n\n/);
      expect(text).toMatch(/[.?!)…]$/);
    }
  });

  test("what a program wrote cannot act on a terminal or begin a line", () => {
    const hostile: Names = { file: () => "a\u001b[2J\u202e.py" };
    const nasty = "x\u001b]0;t\u0007\0\u009b\u202e\u2028\ud800\n  y";
    for (const cause of causes) {
      const text = describeCause(replaceStrings(cause, nasty), hostile, language);
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
    }
  });

  test("a long value is cut in the middle, with its length", () => {
    const text = describeCause(
      { kind: "screen-hidden", actor: "server", expected: `ab${"x".repeat(1230)}yz` },
      names,
      language,
    );
    expect(text).toContain(
      language === "en" ? "x… (1,234 characters) …x" : "x… (1.234 caracteres) …x",
    );
    expect(text).toMatch(/"abx+… .* …x+yz"/);
  });
});

test("a program is named with its file, and the grader's peer without", () => {
  expect(describeWaiting({ on: "keyboard" }, "client2", names, "en")).toBe(
    "Client 2 (client.py) is waiting for somebody to type.",
  );
  expect(describeWaiting({ on: "keyboard" }, "peer", names, "pt-BR")).toBe(
    "O sockgrade está esperando alguém digitar.",
  );
});

test("a skipped check names the one it needs", () => {
  expect(describeSkip({ kind: "needs", check: "waits" }, "pt-BR")).toBe(
    "depende de waits, que não passou",
  );
  expect(describeSkip({ kind: "needs", check: "waits" }, "en")).toBe(
    "needs waits, which did not pass",
  );
});

function everything(language: Language): string {
  const sections = [
    ...causes.map(
      (cause) =>
        `${[cause.transport, cause.kind].join(" ").trim()}\n${describeCause(cause, names, language)}`,
    ),
    ...Object.values(everyNote).map(
      (note) => `note ${note.kind}\n${describeNote(note, names, language)}`,
    ),
    ...Object.values(everyWaiting).map(
      (waits) =>
        `waiting ${waits[0]?.on}\n${waits.map((waiting) => describeWaiting(waiting, "server", names, language)).join("\n")}`,
    ),
    ...unavailableThings.map(
      (what) => `skipped ${what}\n${describeSkip({ kind: "unavailable", what }, language)}`,
    ),
    `skipped not-selected\n${describeSkip({ kind: "not-selected" }, language)}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The cause with every text that a program wrote replaced; tags and base64 stay. */
function replaceStrings(cause: Cause, text: string): Cause {
  const programs = new Set([
    "screen",
    "actual",
    "expected",
    "lastLine",
    "output",
    "error",
    "construct",
    "module",
    "typed",
    "message",
    "word",
    "file",
    "text",
    "found",
    "spelt",
    "given",
    "got",
    "nonce",
    "name",
    "mixedWith",
    "feature",
    "version",
    "has",
    "meant",
    "instead",
    "thing",
    "wants",
    "className",
    "run",
    "path",
  ]);
  const isBase64 = ["not-sent", "wrong-bytes", "unexpected-bytes"].includes(cause.kind);
  return JSON.parse(JSON.stringify(cause), (key, value: unknown) => {
    if (!programs.has(key) || isBase64) return value;
    if (Array.isArray(value)) return value.map(() => text);
    return typeof value === "string" ? text : value;
  });
}
