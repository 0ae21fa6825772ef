import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { tar, zip } from "../intake/archive/testing.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { gradeToJson, sockgrade } from "./run-sockgrade.ts";

const reference = join(packageRoot, "exercises", "ex3-ping-pong-tcp", "reference", "python");

it.each([
  ["a zip", "entrega.zip", zip],
  ["a tar", "entrega.tar", tar],
] as const)("grades %s as the folder that was packed", async (_, name, pack) => {
  const names = ["server.py", "client.py"];
  const members = await Promise.all(
    names.map(async (one) => ({
      name: `trabalho/${one}`,
      content: await readFile(join(reference, one)),
    })),
  );
  const path = join(await tempFolder({ [name]: pack(members) }), name);
  const { run, result } = await gradeToJson(["ex3", path, "--only", "waits"]);
  expect(run.code).toBe(0);
  expect(result.score).toBe(result.maxScore);
  expect(result.submission.path).toBe(path);
});

it.each([
  ["that leads out of its folder", zip([{ name: "../../server.py" }]), "a way out of it"],
  ["that was cut off", zip([{ name: "server.py" }]).subarray(0, -4), "cut off or damaged"],
  ["without a program", zip([{ name: "leiame.txt" }]), "got leiame.txt"],
])("refuses an archive %s in one line", async (_, archive, says) => {
  const path = join(await tempFolder({ "entrega.zip": archive }), "entrega.zip");
  const { code, stdout, stderr } = await sockgrade(["grade", "ex3", path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^sockgrade: Expected [^\n]*\n$/u);
  expect(stderr).toContain(says);
  expect(stderr).toContain(path);
  expect(stderr).not.toContain("sockgrade-unpacked");
});

it("watches folders only", async () => {
  const path = join(await tempFolder({ "entrega.zip": zip([]) }), "entrega.zip");
  const { code, stderr } = await sockgrade(["grade", "ex3", path, "--watch"]);
  expect(code).toBe(2);
  expect(stderr).toBe(`sockgrade: Expected a folder to watch, got an archive: ${path}\n`);
});
