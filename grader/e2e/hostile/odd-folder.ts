import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { runToEnd } from "../../process/spawn.ts";
import type { oddities } from "./fixture.ts";
import { inGuard } from "./guard-setup.ts";

type Oddity = (typeof oddities)[number];

/** Makes something odd in a submission's folder. @returns what ends it, where it goes on. */
export async function makeOdd(folder: string, oddity: Oddity): Promise<() => void> {
  const end = await makers[oddity]((...names) => join(folder, ...names), folder);
  return typeof end === "function" ? end : () => undefined;
}

type In = (...names: string[]) => string;
type Maker = (at: In, folder: string) => void | (() => void) | Promise<void>;

const secret = `${inGuard.home}/.ssh/id_ed25519`;
const reference = `${inGuard.project}/exercises/ex3-ping-pong-tcp/reference/python`;

const makers: Readonly<Record<Oddity, Maker>> = {
  links: (at) => {
    symlinkSync("/etc/passwd", at("passwd"));
    symlinkSync(secret, at("key"));
    symlinkSync("../../.ssh/id_ed25519", at("key.py"));
    symlinkSync(reference, at("reference"));
    symlinkSync("..", at("class"));
    symlinkSync(inGuard.project, at("project"));
    symlinkSync("loop", at("loop"));
    symlinkSync("b", at("a"));
    symlinkSync("a", at("b"));
    symlinkSync(".", at("here"));
    symlinkSync("../..", at("up"));
    symlinkSync("/proc/self/environ", at("environ"));
    symlinkSync("/dev/zero", at("zero.bin"));
  },
  "modules-outside": (at) => symlinkSync(join(inGuard.home, ".ssh"), at("node_modules")),
  "reference-as-program": (at) => symlinkSync(join(reference, "server.py"), at("server.py")),
  "secret-as-manifest": (at) => symlinkSync(secret, at("sockgrade.yaml")),
  "pipe-as-program": (at) => makePipe(at("server.py")),
  "pipe-as-manifest": (at) => makePipe(at("sockgrade.yaml")),
  "deep-folders": (at) => {
    const deep = Array.from({ length: 60 }, (_, number) => `folder${number}`);
    mkdirSync(at(...deep), { recursive: true });
    symlinkSync(at(), at(...deep, "back"));
    symlinkSync(at("folder0"), at("folder0", "again"));
  },
  pipe: (at) => makePipe(at("data.txt")),
  socket: (at) => {
    const server = createServer().listen(at("service.py"));
    return () => server.close();
  },
  // Nobody but the machine's root may make one: one that is there is laid over a file.
  device: (at) => mountOver("/dev/zero", at("zeros.py")),
  "odd-names": (at, folder) => {
    for (const name of oddNames) writeFileSync(at(name), "# nothing\n");
    for (const bytes of oddBytes) {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), bytes]), "# nothing\n");
    }
    mkdirSync(at("..."));
    writeFileSync(at("...", "..\n.."), "");
  },
  "odd-program-name": (at) => {
    copyFileSync(
      join(reference, "server.py"),
      at("server \"'$(touch owned)`\n::error::owned\u001B[31m.py"),
    );
  },
  "huge-file": (at) => {
    const file = openSync(at("data.bin"), "w");
    // As much as the guard's small file system lets a file seem to be.
    ftruncateSync(file, 2 ** 40);
    closeSync(file);
  },
  "many-entries": (at) => {
    mkdirSync(at("many"));
    for (let number = 0; number < 30_000; number += 1) writeFileSync(at("many", `${number}`), "");
  },
  "changing-program": (at) => {
    const states: readonly (() => void)[] = [
      () => copyFileSync(at("waiting_side.py"), at("next")),
      () => writeFileSync(at("next"), "import sys\nsys.exit('wrong')\n"),
      () => symlinkSync(secret, at("next")),
      () => symlinkSync(join(reference, "server.py"), at("next")),
      () => mkdirSync(at("next")),
      () => undefined,
    ];
    return again((turn) => {
      rmSync(at("server.py"), { recursive: true, force: true });
      states[turn % states.length]?.();
      if (turn % states.length !== states.length - 1) renameSync(at("next"), at("server.py"));
    });
  },
  "changing-folder": (at) => {
    mkdirSync(at("parts"));
    writeFileSync(at("parts", "secret.txt"), "mine\n");
    writeFileSync(at("parts", "server.py"), "mine\n");
    symlinkSync(join(inGuard.class, "canary"), at("other"));
    return again((turn) => {
      renameSync(at("parts"), at("away"));
      renameSync(at("other"), at("parts"));
      renameSync(at("away"), at("other"));
      if (turn % 100 === 0) writeFileSync(at(`new${turn}.py`), "");
    });
  },
};

const oddNames = [
  "line\nend.py",
  "carriage\rreturn.py",
  "quote'.py",
  'double".py',
  "back\\slash.py",
  "..py",
  "... .py",
  "-rf",
  "--only",
  "$(touch owned).py",
  "`touch owned`.py",
  "%s%n.py",
  "\u001B[31mred\u001B]0;owned\u0007.py",
  "::error::owned.py",
  "\u202Eyp.revres",
  "*?[a].py",
  `${"é".repeat(126)}.py`,
  `${"x".repeat(252)}.py`,
  " .py",
  "sockgrade.yaml\n",
];

const oddBytes = [
  Buffer.from([0xff, 0xfe, 0x2e, 0x70, 0x79]),
  Buffer.from([0x73, 0x65, 0x72, 0x76, 0x65, 0x72, 0xe9, 0x2e, 0x70, 0x79]),
  Buffer.from([0xed, 0xa0, 0x80]),
];

async function makePipe(path: string): Promise<void> {
  await run("mkfifo", path);
}

async function mountOver(device: string, path: string): Promise<void> {
  writeFileSync(path, "");
  await run("mount", "--bind", device, path);
}

async function run(...command: string[]): Promise<void> {
  const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  const { code, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 10_000 });
  if (code !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
}

/** Does something again and again, between whatever else this process does. */
function again(change: (turn: number) => void): () => void {
  let turn = 0;
  const timer = setInterval(() => change((turn += 1)), 1);
  return () => clearInterval(timer);
}
