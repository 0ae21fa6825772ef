import { symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plain } from "../process/testing.ts";
import { runToEnd } from "../process/spawn.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { readHandedFile } from "./handed-file.ts";

it("reads a file, and does not even begin with one that is too large", async () => {
  const folder = await tempFolder({ "a.pcap": "uva", "b.pcap": "" });
  expect(await readHandedFile({ folder, name: "a.pcap" }, 3)).toEqual(Buffer.from("uva"));
  expect(await readHandedFile({ folder, name: "a.pcap" }, 2)).toBeUndefined();
  await truncate(join(folder, "b.pcap"), 2 ** 40);
  expect(await readHandedFile({ folder, name: "b.pcap" }, 2 ** 26)).toBeUndefined();
});

it("follows no link, and waits at no pipe", async () => {
  const folder = await tempFolder({ "a.pcap": "uva" });
  await symlink("a.pcap", join(folder, "link.pcap"));
  await runToEnd(["mkfifo", join(folder, "pipe.pcap")], { ...plain, timeoutMs: 30_000 });
  const read = async (name: string) => await readHandedFile({ folder, name }, 100);
  await expect(read("link.pcap")).rejects.toThrow("ELOOP");
  await expect(read("pipe.pcap")).rejects.toThrow("pipe.pcap is not a regular file");
});
