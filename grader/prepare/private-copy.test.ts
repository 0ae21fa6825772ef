import { open, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { privateCopy } from "./private-copy.ts";

const everything = { builds: true, modules: true };

test("files with their rights, and links to files of the folder as files", async () => {
  const folder = await tempFolder({ "a/server.py": "one", "run.sh": "two" });
  await symlink("a/server.py", join(folder, "main.py"));
  const target = join(await tempFolder(), "copy");
  await privateCopy(folder, target, everything);
  expect(await readFile(join(target, "main.py"), "utf8")).toBe("one");
  expect((await stat(join(target, "main.py"))).nlink).toBe(1);
  expect((await readdir(target)).toSorted()).toEqual(["a", "main.py", "run.sh"]);
});

test("more files than may be open at a time", async () => {
  const names = Array.from({ length: 3000 }, (_, number) => `data/${number}.txt`);
  const folder = await tempFolder(Object.fromEntries(names.map((name) => [name, name])));
  const target = join(await tempFolder(), "copy");
  await privateCopy(folder, target, everything);
  expect(await readdir(join(target, "data"))).toHaveLength(3000);
});

test("a file that seems larger than any disk is refused before it is copied", async () => {
  const folder = await tempFolder({ "server.py": "", "data.bin": "" });
  const file = await open(join(folder, "data.bin"), "r+");
  await file.truncate(2 ** 40);
  await file.close();
  const copying = privateCopy(folder, join(await tempFolder(), "copy"), everything);
  await expect(copying).rejects.toBeInstanceOf(RequestError);
  await expect(copying).rejects.toThrow("Expected at most 256 MiB");
});

test("node_modules is copied where it is the folder's own, and not through a link", async () => {
  const own = await tempFolder({ "node_modules/a/index.js": "1" });
  const keys = await tempFolder({ id_ed25519: "canary" });
  const lent = await tempFolder({ "server.js": "" });
  await symlink(keys, join(lent, "node_modules"));
  const target = await tempFolder();
  await privateCopy(own, join(target, "own"), everything);
  await privateCopy(lent, join(target, "lent"), everything);
  expect(await readFile(join(target, "own/node_modules/a/index.js"), "utf8")).toBe("1");
  expect(await readdir(join(target, "lent"))).toEqual(["server.js"]);
});

test("a program that is gone when it is copied is told as such", async () => {
  const folder = await tempFolder({ "server.py": "", "client.py": "" });
  await rm(join(folder, "server.py"));
  const target = join(await tempFolder(), "copy");
  const copying = privateCopy(folder, target, { ...everything, programs: ["server.py"] });
  await expect(copying).rejects.toBeInstanceOf(RequestError);
  await expect(copying).rejects.toThrow("stays as it is while it is read, got another server.py");
});
