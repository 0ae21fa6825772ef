import { expect, test } from "vitest";
import type { Note } from "../model/cause.ts";
import type { Outcome } from "../model/result.ts";
import { noteOnce } from "./note-once.ts";

const warned = (role: "server" | "client"): Note => ({
  kind: "compiler-warnings",
  role,
  warnings: "a.c:1: x",
  more: 0,
});
const passed = (...notes: readonly Note[]): Outcome => ({
  status: "passed",
  durationMs: 1,
  notes: [...notes],
  trace: [],
});

test("what building has shown is told with the first check of a submission, all else with each", () => {
  const once = noteOnce();
  const line: Note = { kind: "ends-with-newline", actor: "client" };
  expect(once(passed(warned("server"), line)).notes).toEqual([warned("server"), line]);
  expect(once(passed(warned("server"), warned("client"), line)).notes).toEqual([
    warned("client"),
    line,
  ]);
  expect(noteOnce()(passed(warned("server"))).notes).toEqual([warned("server")]);
});
