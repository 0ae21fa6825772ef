import { build } from "esbuild";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { users } from "./testing-slots.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain, processesWith, pythonPath } from "../process/testing.ts";

let folder = "";

/** Beside the sandbox's code: what a program writes, and what it says of the machine that it sees. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "strangers-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "secret"), "top secret", { mode: 0o644 });
  await build({
    stdin: { contents: host, loader: "ts", resolveDir: import.meta.dirname, sourcefile: "host.ts" },
    outfile: join(folder, "host.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A grader in small: opens the sandbox for a folder, runs one program, says how that ended. */
const host = `
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { limitsOf } from "../model/limits.ts";
import { runToEnd } from "../process/spawn.ts";
import { closeInherited } from "../process/inherited.ts";
import { Bubblewrap } from "./bubblewrap.ts";
closeInherited();
const [folder, interpreter, purpose, ...command] = process.argv.slice(2);
const sandbox = await Bubblewrap.tryOut({ path: process.env.PATH, wrap: (words) => words, hidden: [] });
const workplace = { submission: join(folder, "submission"), out: join(folder, "out"), home: join(folder, "home") };
for (const path of Object.values(workplace)) mkdirSync(path, { recursive: true });
const enclosure = await sandbox.open(workplace, limitsOf({ descriptors: 64 }), purpose);
const start = enclosure.enclose({
  command: command.map((word) => word.replaceAll("HERE", workplace.submission)),
  cwd: workplace.submission,
  env: { PATH: process.env.PATH, HOME: workplace.home, LANG: "C.UTF-8" },
  interpreters: [interpreter],
});
const run = await runToEnd(start.command, { cwd: start.cwd, env: start.env, timeoutMs: 30000 });
if (purpose === "build") enclosure.keep("submission");
await enclosure[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ ...run, isSpent: sandbox.isSpent }));
`;

describe.each(users)("a program in the sandbox of %s", (_, as) => {
  let count = 0;

  async function inside(
    files: Readonly<Record<string, string>>,
    command: readonly string[],
    purpose: "check" | "build" = "check",
  ) {
    count += 1;
    const workDir = join(folder, `${as.length}-${count}`);
    mkdirSync(join(workDir, "submission"), { recursive: true });
    mkdirSync(join(workDir, "out", "of-a-compiler"), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(workDir, "submission", name), text);
    await runToEnd(["chown", "-R", as.length > 0 ? "65534:65534" : "0:0", workDir], later);
    const interpreter = as.length > 0 ? "/usr/bin/python3" : await pythonPath();
    const grader = [process.execPath, join(folder, "host.mjs"), workDir, interpreter, purpose];
    const words = command.map((word) => (word === "python3" ? interpreter : word));
    // Whoever starts a grader may leave it a descriptor that is none of its programs' business.
    const careless = ["sh", "-c", 'exec 9< /etc/hosts; exec "$@"', "sh"];
    const run = await runToEnd([...careless, ...as, ...grader, ...words], later);
    if (run.code !== 0) throw new Error(`Expected a sandbox, got: ${run.stderr}`);
    const result = JSON.parse(run.stdout) as {
      code?: number;
      stdout: string;
      stderr: string;
      isSpent: boolean;
    };
    return { ...result, workDir };
  }

  const python = async (source: string) => await inside({ "p.py": source }, ["python3", "p.py"]);
  const later = { ...plain, timeoutMs: 60_000 };

  it("is in its folder, in a user's home, and alone", async () => {
    const { stdout, stderr } = await python(`
import os, socket, getpass
print(os.getcwd(), os.environ["HOME"], os.listdir("."), socket.gethostname(), getpass.getuser())
print(sorted(int(name) for name in os.listdir("/proc") if name.isdigit()), os.getppid())
print(open("/proc/1/comm").read().strip(), socket.gethostbyname(socket.gethostname()))
print(sorted(os.environ))
`);
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual([
      "/home/aluno/redes /home/aluno ['p.py'] localhost aluno",
      "[1, 2] 1",
      "sh 127.0.0.1",
      "['HOME', 'LANG', 'PATH', 'PWD']",
      "",
    ]);
  });

  it("sees nobody's files, and no name of a grader anywhere", async () => {
    const { stdout } = await python(`
import os
for path in ["${folder}/secret", "${folder}", "/root/.ssh", "/etc/shadow", "/etc/ssh", "/var", "/run", "/sys"]:
    print(os.path.exists(path), end=" ")
seen = "".join(open("/proc/self/" + name).read() for name in ["mountinfo", "cgroup", "environ"])
print("sockgrade" in seen + open("/proc/1/cmdline").read())
print(os.listdir("/home"), os.listdir("/tmp"), os.listdir("/dev/shm"))
`);
    expect(stdout).toBe(`${"False ".repeat(8)}False\n['aluno'] [] []\n`);
  });

  it("writes in its folder, its home and /tmp, and nowhere else", async () => {
    const { stdout } = await python(`
import os
def kept_out(path):
    try: os.close(os.open(path, os.O_WRONLY | os.O_CREAT)); return False
    except OSError: return True
print([path for path in ["x", "/home/aluno/x", "/tmp/x", "/dev/shm/x"] if kept_out(path)])
print([path for path in ["/x", "/usr/x", "/etc/x", "/etc/passwd", "/dev/x", "/home/x", "/home/aluno/bin/x",
  "/proc/sys/kernel/core_pattern", "/proc/sys/net/ipv4/ip_forward", "/proc/1/oom_score_adj"] if not kept_out(path)])
`);
    expect(stdout).toBe("[]\n[]\n");
  });

  it("has no rights, and gets none", async () => {
    const { stdout } = await python(`
import ctypes, os, re
status = open("/proc/self/status").read()
print(set(re.findall(r"Cap\\w+:\\s+0*(\\w+)", status)), re.findall(r"NoNewPrivs:\\s+(\\d)", status))
libc = ctypes.CDLL(None, use_errno=True)
print([libc.unshare(flag) for flag in (0x10000000, 0x40000000, 0x00020000)], libc.mount(b"x", b"/tmp", b"tmpfs", 0, 0))
print([bool(os.statvfs(path).f_flag & os.ST_NOSUID) for path in ("/usr", "/home/aluno", "/tmp")])
`);
    expect(stdout).toBe("{'0'} ['1']\n[-1, -1, -1] -1\n[True, True, True]\n");
  });

  it("hands on how it ended, says nothing of its own, and takes with it what it started", async () => {
    const mark = `303.${process.pid}`;
    const crashed = await python(`
import os, subprocess
subprocess.Popen(["setsid", "sleep", "${mark}"])
print(len(os.listdir("/proc/self/fd")), flush=True)
os.kill(os.getpid(), 11)
`);
    // Three, and one to list the folder.
    expect(crashed).toMatchObject({ code: 139, stdout: "4\n", stderr: "", isSpent: false });
    expect(processesWith(mark)).toEqual([]);
    expect(await inside({}, ["sh", "-c", "exit 7"])).toMatchObject({ code: 7, stderr: "" });
  });

  it("has limits", async () => {
    const { stdout } = await python(`
import resource
print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CORE))
`);
    expect(stdout).toBe(`(64, 64) (${32 << 20}, ${32 << 20}) (0, 0)\n`);
  });

  it("reads its own names for its folders, and leaves plain files alone behind it", async () => {
    const { stdout, stderr, workDir } = await inside(
      { "a.txt": "a" },
      [
        "sh",
        "-c",
        `echo HERE/a.txt; cat HERE/a.txt; touch /home/aluno/bin/of-a-compiler/x; echo b > b.txt; ln -s ${folder}/secret c.txt; ln -s b.txt d.txt; ln -s ../../tmp e.txt; ln -s HERE/b.txt f.txt; mkfifo g`,
      ],
      "build",
    );
    expect(stdout).toBe("/home/aluno/redes/a.txt\na");
    const kept = await runToEnd(["ls", join(workDir, "submission")], later);
    expect(kept.stdout).toBe("a.txt\nb.txt\nd.txt\n");
    expect(stderr).toBe("");
  });
});
