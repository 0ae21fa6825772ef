import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partOf } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { LaunchPlan, Question } from "./knowledge.ts";

/** Where a program is to listen, or to connect to, and what it is told besides. */
export type Address = Readonly<{
  /** For multicast the group. */
  host: string;
  port: number;
  /** What a program that takes it as an argument is to send. */
  message?: string | undefined;
}>;

/**
 * The ways in which a program may want to learn its address, the likeliest first. Where every port
 * is free that is bare, as the handout runs it; on a shared machine a free port as an argument goes
 * first, for a program that reads its arguments.
 */
export function launchVariants(
  launch: Launch,
  known: LaunchPlan | undefined,
  isolated: boolean,
): readonly LaunchPlan[] {
  if (known !== undefined) return [known];
  if (launch.args !== undefined) return [{ args: launch.args, answers: [] }];
  if (!readsArguments(launch)) return [bare];
  const orders = argumentOrders[launch.role === "sender" ? "sender" : partOf(launch.role)];
  const withArguments = orders.map((args) => ({ args, answers: [] }));
  return isolated ? [bare, ...withArguments] : [...withArguments, bare];
}

/**
 * The ways to tell a program an address: its manifest's, the plan that is known to take one, else the
 * likely arguments, and bare at last. A program that reads no arguments asks, or can not be told.
 * @param alone how else the address is written where it is the only argument.
 */
export function addressVariants(
  launch: Launch,
  known: LaunchPlan | undefined,
  alone: readonly string[] = [],
): readonly LaunchPlan[] {
  if (known?.args.includes("{host}") === true) return [known];
  if (launch.args !== undefined) return [{ args: launch.args, answers: [] }];
  if (!readsArguments(launch)) return [bare];
  const orders = [
    ...alone.map((host) => [host]),
    ["{host}"],
    ["{host}", "{port}"],
    ["{port}", "{host}"],
  ];
  return [...orders.map((args) => ({ args, answers: [] })), bare];
}

/** The ways to start a program that may be told an address and needs not be: bare before all others. */
export function optionalAddressVariants(
  launch: Launch,
  known: LaunchPlan | undefined,
): readonly LaunchPlan[] {
  if (known !== undefined) return [known];
  const told = addressVariants(launch, undefined);
  return [...told.slice(-1), ...told.slice(0, -1)];
}

/** The plan's arguments with the address in them. */
export function argumentsOf(plan: LaunchPlan, address: Address): readonly string[] {
  return plan.args.map((argument) => filledIn(argument, address));
}

/** Fills in `{host}` or `{group}`, `{port}` and `{message}`. */
export function filledIn(template: string, { host, port, message = anyMessage }: Address): string {
  const values = { host, group: host, port: String(port), message };
  return template.replace(
    /\{(host|group|port|message)\}/gu,
    (_, name: keyof typeof values) => values[name],
  );
}

/** For a client that takes its message as an argument: what it sends is learnt, so any word will do. */
const anyMessage = "bergamota";

/** What a prompt asks for, if it is an address; the words decide, as they would for a person. */
export function questionIn(prompt: string): Question | undefined {
  const line = prompt.trimEnd().split("\n").at(-1)?.toLowerCase() ?? "";
  // A finished line that does not ask is news, not a prompt: "conectando-se ao servidor".
  if (/\n\s*$/u.test(prompt) && !/[:?>]$/u.test(line)) return undefined;
  if (/mensag|message|\bmsg\b|respost|reply|answer|frase|text[eo]/u.test(line)) return undefined;
  if (/\bport(?:as?|s)?\b/u.test(line)) return "port";
  if (/\b(?:host\w*|ip|endere[cç]o|address|servidor|server|m[aá]quina)\b/u.test(line))
    return "host";
  return asksForGroup(line) ? "host" : undefined;
}

/** The group alone, and not a text to send there: "Grupo multicast: ", not "Enviar ao grupo: ". */
function asksForGroup(line: string): boolean {
  return (
    /(?:^|\s)(?:grupo|group)\b[^:?]*[:?]$/u.test(line) && !/\b(?:ao?|para|no|to|for)\b/u.test(line)
  );
}

/** Whether a program that ended wanted arguments: it shows its usage, or stumbled over a missing one. */
export function wantsArguments(output: string): boolean {
  return /usage|\buso\b|\busar?\b|argv|argument|IndexError|ArrayIndexOutOfBounds|index out of (?:range|bounds)|Undefined array key|par[aâ]metro|<(?:host|ip|port)/iu.test(
    output,
  );
}

const bare: LaunchPlan = { args: [], answers: [] };

const argumentOrders = {
  server: [["{port}"], ["{host}", "{port}"], ["{port}", "{host}"]],
  client: [
    ["{host}", "{port}"],
    ["{port}"],
    ["{host}"],
    ["{port}", "{host}"],
    ["{host}", "{port}", "{message}"],
  ],
  // The message goes first: no program takes a word for an address, but any takes an address for a message.
  sender: [
    ["{message}"],
    ["{host}", "{port}", "{message}"],
    ["{message}", "{host}", "{port}"],
    ["{host}", "{port}"],
  ],
} as const;

function readsArguments(launch: Launch): boolean {
  const parts = launch.file.split("/");
  // It may run in a folder above its own: a package's.
  const places = parts.map((_, index) => join(launch.cwd, ...parts.slice(-1 - index)));
  return places.some((place) => {
    try {
      return reading.test(readFileSync(place, "latin1"));
    } catch {
      // A command from the manifest has no source of its own to look into.
      return false;
    }
  });
}

const reading =
  /\b(?:argv|ARGV|argparse)\b|\bargs\s*(?:\[|\.length)|fileinput|click|\bos\.Args\b|\bflag\.Parse\b|\benv::args\b|\bARGF\b|\bOptionParser\b/u;
