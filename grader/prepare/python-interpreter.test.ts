import { chmod, mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { runToEnd } from "../process/spawn.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { findPython } from "./python-interpreter.ts";

// Real compilers, interpreters and disks on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

test("finds a real interpreter on this machine", async () => {
  const python = (await findPython(3, process.env)) ?? "";
  const { stdout } = await runToEnd(
    [python, "-c", "import sys; print(sys.executable, sys.version_info[0])"],
    { cwd: "/", env: {}, timeoutMs: 30_000 },
  );
  expect(stdout.trim()).toBe(`${python} 3`);
});

test("finds nothing on a PATH without Python", async () => {
  const folder = await tempFolder();
  expect(await findPython(3, { PATH: folder })).toBeUndefined();
  expect(await findPython(2, { PATH: folder })).toBeUndefined();
});

test("looks behind pyenv's shim for the chosen version", async () => {
  const root = await pyenv("3.9.1\n");
  expect(await findPython(3, { PATH: `${root}/shims` })).toBe(`${root}/versions/3.9.1/bin/python3`);
  expect(await findPython(3, { PATH: `${root}/shims`, PYENV_VERSION: "3.12.0" })).toBe(
    `${root}/versions/3.12.0/bin/python3`,
  );
});

test("finds a Python 2 that pyenv has but has not chosen", async () => {
  const root = await pyenv("3.9.1\n");
  await interpreter(`${root}/versions/2.7.18/bin/python2.7`);
  expect(await findPython(2, { PATH: `${root}/shims` })).toBe(
    `${root}/versions/2.7.18/bin/python2.7`,
  );
});

test("asks any other script for the interpreter behind it", async () => {
  const real = (await findPython(3, process.env)) ?? "";
  const folder = await tempFolder({ python3: `#!/bin/sh\nexec ${real} "$@"\n` });
  await chmod(join(folder, "python3"), 0o755);
  expect(await findPython(3, { PATH: folder })).toBe(real);
});

async function pyenv(version: string): Promise<string> {
  const script = "#!/usr/bin/env bash\nexit 1\n";
  const root = await tempFolder({ version, "shims/python3": script, "shims/python2.7": script });
  await Promise.all(
    ["python3", "python2.7"].map((name) => chmod(join(root, "shims", name), 0o755)),
  );
  await interpreter(`${root}/versions/3.9.1/bin/python3`);
  await interpreter(`${root}/versions/3.12.0/bin/python3`);
  return root;
}

async function interpreter(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(process.execPath, path);
}
