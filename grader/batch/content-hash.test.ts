import { chmodSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../submission/temp-folder.ts";
import { hashSubmission } from "./content-hash.ts";

const files = { "server.py": "a", "lib/words.py": "b", "build/client": "c" };

it("is the same for the same files, wherever they are", async () => {
  const [one, other] = [await tempFolder(files), await tempFolder(files)];
  expect(await hashSubmission(one)).toBe(await hashSubmission(other));
});

it.each<[string, (folder: string) => void]>([
  ["a content", (folder) => writeFileSync(join(folder, "lib/words.py"), "B")],
  ["a build output", (folder) => writeFileSync(join(folder, "build/client"), "C")],
  ["a name", (folder) => renameSync(join(folder, "server.py"), join(folder, "servidor.py"))],
  ["a right to execute", (folder) => chmodSync(join(folder, "server.py"), 0o755)],
  ["a new file", (folder) => writeFileSync(join(folder, "empty"), "")],
  ["a link that leads nowhere", (folder) => symlinkSync("/nowhere", join(folder, "client.py"))],
  // Taken together the bytes are the same.
  [
    "where one file ends",
    (folder) => {
      writeFileSync(join(folder, "lib/words.py"), "");
      writeFileSync(join(folder, "server.py"), "ba");
    },
  ],
])("%s makes another", async (_, change) => {
  const folder = await tempFolder(files);
  chmodSync(join(folder, "server.py"), 0o644);
  const before = await hashSubmission(folder);
  change(folder);
  expect(await hashSubmission(folder)).not.toBe(before);
});
