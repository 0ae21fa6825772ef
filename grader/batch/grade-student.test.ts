import { join } from "node:path";
import { expect, it } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import type { BatchContext } from "./context.ts";
import { gradeStudent } from "./grade-student.ts";
import { Journal } from "./journal.ts";
import { Stopped } from "./stop.ts";

const failure = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

/** One whose hand-in can not be opened, for this reason. */
async function gradeOneThatFails(reason: Error) {
  const place = await tempFolder();
  const journal = await Journal.open(join(place, "journal.jsonl"));
  try {
    // It does not get further than to these.
    const context = { tempFolder: place, journal } as BatchContext;
    const handedIn = {
      student: { key: "ana" },
      source: "ana.zip",
      open: () => Promise.reject(reason),
    };
    const end = await gradeStudent(handedIn, () => true, context);
    expect(journal.noted("ana")?.entry).toEqual(end.entry);
    return end.entry;
  } finally {
    await journal.close();
  }
}

it("what is wrong with a hand-in is that student's", async () => {
  const entry = await gradeOneThatFails(new RequestError("Expected an archive, got nothing"));
  expect(entry).toMatchObject({
    status: "errored",
    fault: "submission",
    error: "Expected an archive, got nothing",
  });
});

it.each([new TypeError("x is not a function"), failure("EMFILE")])(
  "a failure of the grader or the machine is an entry, and stops nobody else: %s",
  async (reason) => {
    const entry = await gradeOneThatFails(reason);
    expect(entry).toMatchObject({ status: "errored", fault: "machine", error: reason.message });
  },
);

it.each([failure("ENOSPC"), failure("EDQUOT"), failure("EROFS"), new Stopped()])(
  "what ends the batch is nobody's entry: %s",
  async (reason) => {
    await expect(gradeOneThatFails(reason)).rejects.toBe(reason);
  },
);
