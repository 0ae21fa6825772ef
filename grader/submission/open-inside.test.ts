import { rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runToEnd } from "../process/spawn.ts";
import { openInside } from "./open-inside.ts";
import { readInside } from "./read-inside.ts";
import { openSubmission } from "./open.ts";
import { pythonClient, pythonServer, tempFolder } from "./temp-folder.ts";

const outside = { "secret.txt": "canary\n" };

async function opened(root: string, path: string): Promise<string> {
  const file = await openInside(root, path);
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

async function read(root: string, path: string): Promise<string> {
  return await Promise.resolve().then(() =>
    readInside(root, path, (size) => size).bytes.toString(),
  );
}

async function makePipe(path: string): Promise<void> {
  const run = await runToEnd(["mkfifo", path], {
    cwd: "/",
    env: { PATH: process.env["PATH"] ?? "" },
    timeoutMs: 10_000,
  });
  expect(run).toMatchObject({ code: 0 });
}

describe.each([
  ["openInside", opened],
  ["readInside", read],
])("%s", (_, content) => {
  test("a file of the folder, also below and where the folder itself is reached through a link", async () => {
    const root = await tempFolder({ "a/b.txt": "here\n" });
    const link = join(await tempFolder(), "link");
    await symlink(root, link);
    expect(await content(root, "a/b.txt")).toBe("here\n");
    expect(await content(link, "a/b.txt")).toBe("here\n");
  });

  test("no link, wherever it leads", async () => {
    const root = await tempFolder({ "a.txt": "" });
    await symlink(join(await tempFolder(outside), "secret.txt"), join(root, "out"));
    await symlink("a.txt", join(root, "in"));
    await expect(content(root, "out")).rejects.toThrow("ELOOP");
    await expect(content(root, "in")).rejects.toThrow("ELOOP");
  });

  test("no file behind a folder that is a link by now", async () => {
    const root = await tempFolder({ "part/secret.txt": "mine\n" });
    await rm(join(root, "part"), { recursive: true });
    await symlink(await tempFolder(outside), join(root, "part"));
    await expect(content(root, "part/secret.txt")).rejects.toThrow("outside of the submission");
  });

  test("a folder whose name only begins like ours is not ours", async () => {
    const parent = await tempFolder({ "ana/x": "", "ana-2/secret.txt": "canary\n" });
    await symlink("../ana-2", join(parent, "ana", "part"));
    await expect(content(join(parent, "ana"), "part/secret.txt")).rejects.toThrow("outside");
  });

  test("nothing that keeps whoever opens it waiting", async () => {
    const root = await tempFolder({ "folder/x": "" });
    await makePipe(join(root, "pipe"));
    await expect(content(root, "pipe")).rejects.toThrow("not a regular file");
    await expect(content(root, "folder")).rejects.toThrow("not a regular file");
  });
});

test("a manifest that is a link is not read, so that nothing in it is told", async () => {
  const root = await tempFolder({ "server.py": pythonServer, "client.py": pythonClient });
  await symlink(join(await tempFolder(outside), "secret.txt"), join(root, "sockgrade.yaml"));
  const opening = openSubmission(root);
  await expect(opening).rejects.toThrow(
    "sockgrade.yaml: Expected a file that can be read, got a link",
  );
  await expect(opening).rejects.not.toThrow("canary");
});

test("a manifest that is a pipe is refused at once", async () => {
  const root = await tempFolder({ "server.py": pythonServer, "client.py": pythonClient });
  await makePipe(join(root, "fifo"));
  await rename(join(root, "fifo"), join(root, "sockgrade.yaml"));
  await expect(openSubmission(root)).rejects.toThrow("sockgrade.yaml: Expected a file that can be");
});
