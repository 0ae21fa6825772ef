import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { limitsOf } from "../model/limits.ts";
import { runToEnd } from "../process/spawn.ts";
import { Bubblewrap } from "../sandbox/bubblewrap.ts";
import { NamespaceNetwork } from "../sandbox/namespace-network.ts";
import { scratchFolder } from "../sandbox/slot-command.ts";

// Run by `bench.ts` inside of a slot: how long /bin/true takes bare, and on both sides of the slot
// enclosed as students' programs are. Prints pairs of milliseconds.
const [helper = ""] = process.argv.slice(2);
const rounds = 60;
const path = "/usr/local/bin:/usr/bin:/bin";
const network = new NamespaceNetwork(helper, path);
const sandbox = await Bubblewrap.tryOut({
  path,
  wrap: (command) => network.wrap("server", command),
  hidden: [],
  scratch: scratchFolder,
});
if (typeof sandbox === "string") throw new Error(sandbox);

const folder = join(scratchFolder, "bench");
const workplace = {
  submission: join(folder, "submission"),
  out: join(folder, "out"),
  home: join(folder, "home"),
};
for (const place of Object.values(workplace)) mkdirSync(place, { recursive: true });
const enclosure = await sandbox.open(workplace, limitsOf(), "check");
const start = enclosure.enclose({
  command: ["/bin/true"],
  cwd: workplace.submission,
  env: { PATH: path },
  interpreters: [],
});
// From here on the clients' side is known.
await network.listen("client", 9000);

const pairs = { server: [] as [number, number][], client: [] as [number, number][] };
for (let round = 0; round < rounds; round += 1) {
  for (const side of ["server", "client"] as const) {
    const bare = await timeOf(["/bin/true"]);
    pairs[side].push([await timeOf(network.wrap(side, start.command)), bare]);
  }
}
await enclosure[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify(pairs));
network.close();
process.exit();

async function timeOf(command: readonly string[]): Promise<number> {
  const begin = performance.now();
  const { code } = await runToEnd(command, { cwd: "/", env: { PATH: path }, timeoutMs: 10_000 });
  if (code !== 0) throw new Error(`Expected ${command.join(" ")} to end well, got ${code}`);
  return performance.now() - begin;
}
