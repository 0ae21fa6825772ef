import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { replyNeverSent } from "../../fixtures/transcripts/samples/ping-pong.ts";
import { RequestError } from "../model/request-error.ts";
import type { GradeResult } from "../model/result.ts";
import type { Reader } from "../model/visibility.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { openReporters } from "./reporters.ts";

const staff: Reader = { audience: "staff", isAfterDue: false };
const student: Reader = { audience: "student", isAfterDue: false };

afterEach(() => vi.unstubAllEnvs());

test("what a workflow's step collects is added to, any other file is written anew", async () => {
  const folder = await tempFolder();
  const files = ["output", "summary.md", "junit.xml"].map((name) => join(folder, name));
  const [output = "", summary = "", junit = ""] = files;
  for (const file of files) writeFileSync(file, "before=1\n");
  vi.stubEnv("GITHUB_OUTPUT", output);
  vi.stubEnv("GITHUB_STEP_SUMMARY", summary);
  await report([`classroom=${output}`, `markdown=${summary}`, "junit=junit.xml"], folder, student);
  expect(readFileSync(output, "utf8")).toMatch(/^before=1\nresult=[\w+/=]+\n$/u);
  expect(readFileSync(summary, "utf8")).toMatch(/^before=1\n## ex3 · Ping-Pong\n/u);
  expect(readFileSync(junit, "utf8")).toMatch(/^<\?xml/u);
});

test("a summary that is nearly full gets what fits", async () => {
  const folder = await tempFolder();
  const summary = join(folder, "summary.md");
  writeFileSync(summary, `${"x".repeat(2 ** 20 - 1100)}\n`);
  vi.stubEnv("GITHUB_STEP_SUMMARY", summary);
  await report([`markdown=${summary}`], folder, student);
  const text = readFileSync(summary);
  expect(text.length).toBeLessThanOrEqual(2 ** 20);
  expect(text.subarray(-200).toString()).toMatch(
    /_Mais (?:1 parte não coube|\d partes não couberam) aqui\._\n$/u,
  );
});

test.each([
  [student, ["server-waits"]],
  [staff, ["server-waits", "reply-arrives"]],
])("a reader hears of what he may see: %o", async (reader, ids) => {
  const folder = await tempFolder();
  await report(["json=r.json", "gradescope=g.json"], folder, reader);
  const { checks } = JSON.parse(readFileSync(join(folder, "r.json"), "utf8")) as GradeResult;
  expect(checks.map(({ id }) => id).filter((id) => wanted.has(id))).toEqual(ids);
  // A platform that hides by itself gets all of them.
  expect(readFileSync(join(folder, "g.json"), "utf8")).toContain("after_due_date");
});

test.each([
  ["jnuit", "Did you mean junit?"],
  ["clasroom50", "Did you mean classroom50?"],
  ["moodle", '"moodle" is for a class: sockgrade batch'],
])("refuses %s in one line", (name, said) => {
  const open = () => openReporters([name], { language: "en", reader: student, folder: "/" });
  expect(open).toThrow(RequestError);
  expect(open).toThrow(said);
});

const wanted = new Set(["server-waits", "reply-arrives"]);

async function report(asked: readonly string[], folder: string, reader: Reader): Promise<void> {
  const hide = <Check extends Readonly<{ id: string }>>(check: Check) =>
    check.id === "reply-arrives" ? { ...check, visibility: "after-due" as const } : check;
  const reporters = openReporters(asked, { language: "pt-BR", reader, folder });
  for (const event of replyNeverSent.events)
    switch (event.kind) {
      case "begin":
        reporters.on({ ...event, checks: event.checks.map(hide) });
        break;
      case "check-end":
        reporters.on({ ...event, check: hide(event.check) });
        break;
      case "end":
        reporters.on({
          ...event,
          result: { ...event.result, checks: event.result.checks.map(hide) },
        });
        break;
      case "check-begin":
        reporters.on(event);
    }
  await reporters.end();
}
