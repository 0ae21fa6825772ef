import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { limitsOf } from "../model/limits.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain } from "../process/testing.ts";
import { countsByNamespace, limitLines, underLimits } from "./resource-limits.ts";

const folder = mkdtempSync(join(tmpdir(), "sockgrade-sh-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o755);

/** Every shell of this machine that may be called sh, under that name: it makes them behave like one. */
const shells = ["sh", "dash", "bash", "busybox", "zsh", "ksh"]
  .map((name) => [name, [`/bin/${name}`, `/usr/bin/${name}`].find((file) => existsSync(file))])
  .flatMap(([name = "", file]) => {
    if (file === undefined) return [];
    mkdirSync(join(folder, name));
    symlinkSync(file, join(folder, name, "sh"));
    return [[name, [join(folder, name, "sh")]] as const];
  });

const limits = limitsOf({ cpu: 7, file: 3, descriptors: 99, processes: 50 });

async function run(command: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runToEnd(command, { ...plain, timeoutMs: 20_000 });
  return stdout + stderr;
}

/** The soft and the hard limit of a line of proc_pid_limits(5). */
function limitIn(text: string, name: string): string | undefined {
  return new RegExp(`^Max ${name}\\s+(\\S+\\s+\\S+)`, "mu")
    .exec(text)?.[1]
    ?.replaceAll(/ +/gu, " ");
}

describe.each(shells)("in %s", (_, shell) => {
  it("sets every limit, soft and hard", async () => {
    const text = await run([...shell, "-c", `${limitLines(limits)}\ncat /proc/self/limits`]);
    expect(limitIn(text, "cpu time")).toBe("8 8");
    expect(limitIn(text, "file size")).toBe(`${3 << 20} ${3 << 20}`);
    expect(limitIn(text, "core file size")).toBe("0 0");
    expect(limitIn(text, "open files")).toBe("99 99");
    expect(limitIn(text, "processes")).toBe("66 66");
  });

  it("leaves out processes where they are not the program's own", async () => {
    const before = await run([...shell, "-c", "cat /proc/self/limits"]);
    const lines = limitLines({ ...limits, processes: undefined });
    const after = await run([...shell, "-c", `${lines}\ncat /proc/self/limits`]);
    expect(limitIn(after, "processes")).toBe(limitIn(before, "processes"));
    expect(limitIn(after, "open files")).toBe("99 99");
  });

  it("goes on, and says nothing, where less is allowed already", async () => {
    const ordinary = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    const as = process.getuid?.() === 0 ? ordinary : [];
    const script = `set -e\nulimit -n 40\n${limitLines(limits)}\necho on\ncat /proc/self/limits`;
    const text = await run([...as, ...shell, "-c", script]);
    expect(text).toMatch(/^on\n/u);
    expect(limitIn(text, "open files")).toBe("40 40");
    expect(limitIn(text, "file size")).toBe(`${3 << 20} ${3 << 20}`);
  });
});

it("runs a command as the same process, with its arguments as they are", async () => {
  const command = underLimits(limits, [
    "/bin/sh",
    "-c",
    'echo "$$|$0|$*"; ulimit -n',
    "a b",
    "'",
    "$x",
  ]);
  const outer = ["/bin/sh", "-c", 'echo $$; exec "$@"', "sh", ...command];
  const [pid, said, descriptors] = (await run(outer)).split("\n");
  expect(said).toBe(`${pid}|a b|' $x`);
  expect(descriptors).toBe("99");
});

it.each([
  ["6.18.44-fc-v669", true],
  ["5.14.0", true],
  ["5.10.0-28-amd64", false],
  ["4.19.0", false],
])("Linux %s counts processes by namespace: %s", (release, expected) => {
  expect(countsByNamespace(release)).toBe(expected);
});
