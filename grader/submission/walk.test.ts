import { expect, test } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { tempFolder } from "./temp-folder.ts";
import { walk } from "./walk.ts";

test("lists shallow files first, each with its depth", async () => {
  const folder = await tempFolder({
    "b/c/d.py": "",
    "b/a.py": "",
    "z.py": "",
    "build/x.js": "",
    ".env": "",
  });
  const paths = async (builds: boolean) =>
    (await walk(folder, { builds })).files.map(({ path, depth }) => `${depth} ${path}`);
  expect(await paths(false)).toEqual(["0 .env", "0 z.py", "1 b/a.py", "2 b/c/d.py"]);
  expect(await paths(true)).toEqual(["0 .env", "0 z.py", "1 b/a.py", "1 build/x.js", "2 b/c/d.py"]);
});

test("stops at the limit and says so", async () => {
  const folder = await tempFolder({ "a/1.py": "", "a/2.py": "", "b/3.py": "" });
  expect((await walk(folder, { limit: 5 })).files).toHaveLength(3);
  const walking = walk(folder, { limit: 4 });
  await expect(walking).rejects.toBeInstanceOf(RequestError);
  await expect(walking).rejects.toThrow(
    `Expected at most 4 files and folders in ${folder}, got more: is it the right folder?`,
  );
});
