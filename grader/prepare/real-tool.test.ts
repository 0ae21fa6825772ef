import { chmod, link, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { everywhere } from "../model/system-tool.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import type { LanguageTool } from "./language-tool.ts";
import { findRealTool } from "./real-tool.ts";

const tool: LanguageTool = {
  names: ["brasa", "brasa3"],
  packages: everywhere("brasa-devel"),
  versionArgs: [],
};

/** A folder of programs, each a shell script with these lines. */
async function programs(scripts: Readonly<Record<string, string>>): Promise<string> {
  const root = await tempFolder();
  for (const [path, text] of Object.entries(scripts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), `#!/bin/sh\n${text}\n`);
    await chmod(join(root, path), 0o755);
  }
  return root;
}

function find(...folders: readonly string[]) {
  return findRealTool(tool, { env: { PATH: folders.join(":") }, host: { PATH: "/usr/bin:/bin" } });
}

test("what stands on the PATH is the tool, a script of its own as well", async () => {
  const root = await programs({ "bin/brasa3": 'exec java -jar brasa.jar "$@"' });
  expect(await find(join(root, "bin"))).toBe(join(root, "bin/brasa3"));
});

test("a shim that is a script is asked for through its manager", async () => {
  const root = await programs({ "versions/3/bin/brasa": "true" });
  await writeFile(
    join(root, "manager"),
    `#!/bin/sh\n[ "$*" = "which brasa" ] && echo "${root}/versions/3/bin/brasa"\n`,
  );
  await mkdir(join(root, "shims"));
  const shim = `#!/usr/bin/env bash\nset -e\nprogram="\${0##*/}"\nexec "${root}/manager" exec "$program" "$@"\n`;
  await writeFile(join(root, "shims/brasa"), shim);
  await Promise.all(["manager", "shims/brasa"].map((name) => chmod(join(root, name), 0o755)));
  expect(await find(join(root, "shims"))).toBe(join(root, "versions/3/bin/brasa"));
});

test.each([
  ["a link", "mise", symlink],
  ["a link to a program beside the manager", "volta-shim", symlink],
  ["a second name of the same file", "rustup", link],
])("a shim that is %s to its manager: %s", async (_, manager, make) => {
  const root = await programs({ "real/brasa": "true" });
  const which = `[ "$*" = "which brasa" ] && echo ${root}/real/brasa`;
  const managers = await programs({
    [`bin/${manager}`]: which,
    [`bin/${manager.replace("-shim", "")}`]: which,
  });
  await make(join(managers, "bin", manager), join(managers, "bin/brasa"));
  expect(await find(join(managers, "bin"))).toBe(join(root, "real/brasa"));
});

test("what was missing is found once it is installed", async () => {
  const root = await programs({ "bin/other": "true" });
  expect(await find(join(root, "bin"))).toMatchObject({ status: "unavailable" });
  await link(join(root, "bin/other"), join(root, "bin/brasa"));
  expect(await find(join(root, "bin"))).toBe(join(root, "bin/brasa"));
});

test("a manager that has no such tool leaves it to whoever comes later on the PATH", async () => {
  const managers = await programs({ "bin/rustup": "echo 'no toolchain installed' >&2; exit 1" });
  await link(join(managers, "bin/rustup"), join(managers, "bin/brasa"));
  const root = await programs({ "bin/brasa": "true" });
  expect(await find(join(managers, "bin"), join(root, "bin"))).toBe(join(root, "bin/brasa"));
  expect(await find(join(managers, "bin"))).toEqual({
    status: "unavailable",
    error: "brasa is not installed: apt-get install brasa-devel",
  });
});
