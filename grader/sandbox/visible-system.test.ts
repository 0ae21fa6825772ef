import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { interpreterOptions } from "./visible-system.ts";

const homes = new Set([
  homedir(),
  dirname(homedir()),
  "/root",
  "/home/ana",
  "/home",
  "/",
  join(homedir(), ".local"),
]);

it.each([...homes])("shows no home for the sake of a PATH that leads there: %s", (folder) => {
  expect(interpreterOptions([join(folder, "*")], [])).not.toContain(folder);
  expect(interpreterOptions([join(folder, "bin", "python3")], [])).not.toContain(folder);
});

it("shows of a hidden folder the one that an interpreter lies in, and nothing beside it", () => {
  const options = interpreterOptions(["/srv/grader/tools/bin/esbuild"], ["/srv/grader"]);
  expect(options.join(" ")).toBe(
    "--tmpfs /srv/grader --ro-bind-try /srv/grader/tools/bin /srv/grader/tools/bin --remount-ro /srv/grader",
  );
});

it("covers what lies hidden below a folder that is shown", () => {
  const options = interpreterOptions(["/srv/node/bin/node"], ["/srv/node/bin/grader", "/other"]);
  expect(options.join(" ")).toBe(
    "--ro-bind-try /srv/node/bin /srv/node/bin --tmpfs /srv/node/bin/grader --remount-ro /srv/node/bin/grader",
  );
});
