import { runToEnd } from "../process/spawn.ts";
import { slotCommand } from "./slot-command.ts";

/** The step that was refused, and the first thing that the tool said about it. */
export type Denial = Readonly<{ step: Step; error: string }>;

/** `slot` is the whole of it, with the addresses and routes of its network. */
export type Step = "user" | "mapping" | "network" | "processes" | "proc" | "slot";

/**
 * Makes namespaces as a slot does (unshare(1)), one step more each time, and tells the first that
 * is refused: each is refused by somebody else. Undefined when all went well. Each step is
 * a process that ends at once; nothing of it stays.
 */
export async function tryNamespaces(path: string): Promise<Denial | undefined> {
  for (const { step, command } of steps) {
    // In the words of the C library, which are compared.
    const env = { PATH: path, LC_ALL: "C" };
    const { code, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 10_000 });
    if (code !== 0) return { step, error: firstLine(stderr) };
  }
  return undefined;
}

const mapped = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--keep-caps"];
const network = [...mapped, "--net", "--mount", "--uts"];
const processes = [...network, "--pid", "--fork", "--kill-child"];

const steps: readonly Readonly<{ step: Step; command: readonly string[] }>[] = [
  { step: "user", command: ["unshare", "--user", "true"] },
  { step: "mapping", command: [...mapped, "true"] },
  { step: "network", command: [...network, "true"] },
  { step: "processes", command: [...processes, "true"] },
  { step: "proc", command: [...processes, "--mount-proc", "true"] },
  { step: "slot", command: slotCommand(["true"]) },
];

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
