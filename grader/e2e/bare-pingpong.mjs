// The counterpart of a grading for `bench.ts`: starts the same programs as often, on as many workers
// at a time, and lets them exchange the lines that the grading typed. It looks at nothing, judges
// nothing and waits for prompts only. argv: the interpreter, and a file with the plan as JSON:
// { folder, workers, rounds: [[ping, pong], …][] } — one list of lines for each start of the pair,
// and { alone: n } for servers that were started without a client.
//
// Equal to a grading: the interpreter, the programs, how often each starts, the number of workers,
// the lines typed, pipes for keyboards and screens, unbuffered output. Each worker has network and
// process namespaces of its own there; here each pair gets a port of its own instead, written into
// a copy of the programs, which costs less: the comparison favours this side.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , python, planFile] = process.argv;
const plan = JSON.parse(readFileSync(planFile, "utf8"));
const queue = [...plan.pairs];
await Promise.all(Array.from({ length: plan.workers }, (_, worker) => work(21_000 + worker)));

async function work(port) {
  const folder = join(plan.workDir, String(port));
  mkdirSync(folder, { recursive: true });
  for (const name of ["server.py", "client.py"]) {
    const source = readFileSync(join(plan.folder, name), "utf8");
    writeFileSync(join(folder, name), source.replace("12345", String(port)));
  }
  for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) await play(folder, pair);
  rmSync(folder, { recursive: true });
}

async function play(folder, { servers, clients, rounds }) {
  const running = [];
  for (let index = 0; index < servers; index += 1) {
    const server = start(folder, "server.py");
    running.push(server);
    await server.shows("Esperando conexão");
    for (let nth = 0; nth < clients; nth += 1) {
      const client = start(folder, "client.py");
      running.push(client);
      await client.shows("Digite mensagem");
      for (const [ping, pong] of nth === 0 ? rounds : []) {
        client.types(ping);
        await server.shows(ping);
        await server.shows("Digite resposta");
        server.types(pong);
        await client.shows(pong);
        await client.shows("Digite mensagem");
      }
      client.types("SAIR");
      await client.ended;
    }
  }
  for (const { child } of running) child.kill("SIGKILL");
  await Promise.all(running.map(({ ended }) => ended));
}

function start(folder, file) {
  const child = spawn(python, ["-u", file], { cwd: folder, stdio: "pipe" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let screen = "";
  let seen = 0;
  let check = () => undefined;
  child.stdout.on("data", (bytes) => {
    screen += bytes;
    check();
  });
  child.stderr.pipe(process.stderr);
  return {
    child,
    ended,
    types: (line) => child.stdin.write(`${line}\n`),
    /** Waits until the screen shows the text after what was waited for before. */
    shows: (text) =>
      new Promise((resolve) => {
        check = () => {
          const at = screen.indexOf(text, seen);
          if (at === -1) return;
          seen = at + text.length;
          check = () => undefined;
          resolve();
        };
        check();
      }),
  };
}
