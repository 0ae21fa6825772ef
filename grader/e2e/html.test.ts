import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPage } from "../report/html/testing.ts";
import { sockgrade } from "./run-sockgrade.ts";

it("grades the reference and writes its page", async () => {
  const place = await mkdtemp(join(tmpdir(), "sockgrade-test-html-"));
  try {
    const file = join(place, "report.html");
    const reference = "exercises/ex1-greeting-tcp/reference/python";
    const request = ["grade", "ex1", reference, "--lang", "en", "--reporter", `html=${file}`];
    const run = await sockgrade(request);
    expect(run.code).toBe(0);
    const { text, errors } = readPage(await readFile(file, "utf8"));
    expect(errors).toEqual([]);
    expect(text).toMatch(/Score: (\d+)\/\1/u);
    expect(text).toContain("Thank you for connecting");
    expect(text).toMatch(/npm run grade ex1 .*reference\/python -- --seed \d+/u);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
