import { seededRandom } from "../lib/random.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Cause, Note } from "../model/cause.ts";
import type { Outcome, SkipReason } from "../model/result.ts";
import { type ActorName, type Role, roleOf } from "../model/role.ts";
import { openGroup } from "../sandbox/cgroup.ts";
import type { Network } from "../sandbox/network.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { CheckFailure, CheckUnavailable } from "../scenario/failure.ts";
import { limitEvidence } from "../scenario/limit-evidence.ts";
import type { PacketRecorder } from "../packets/packet-recorder.ts";
import { captureOf, pcapngOf, type PacketRecord } from "../packets/packet-record.ts";
import { Stage, type StageOptions } from "../scenario/stage.ts";
import { Cast } from "../spec/cast.ts";
import { type Check, demonstrationId, type Exercise } from "../spec/exercise.ts";
import { drawWire } from "./draw-wire.ts";
import type { Job, JobResult } from "./job.ts";
import { withName } from "./with-name.ts";
import { withPackets } from "./with-packets.ts";

/** The machine that checks run on. */
export type Machine = Readonly<{
  kernel: Kernel;
  network: Network;
  sandbox: Sandbox;
  /** Where packets are seen. */
  recorder?: PacketRecorder | undefined;
}>;

/**
 * Runs one check. Errors that are not the student's are tried once more, as a machine stumbles
 * now and then; a program that shows nothing gets a second try in a terminal before it loses a point.
 */
export async function runCheck(exercise: Exercise, job: Job, machine: Machine): Promise<JobResult> {
  const check = checkOf(exercise, job.check);
  if (check === undefined) throw new Error(`${exercise.id} has no check ${job.check}`);
  const begin = performance.now();
  const play = (terminal: boolean) => {
    const left = { ...job, wallMs: job.wallMs - (performance.now() - begin) };
    return playCheck(exercise, check, left, machine, terminal);
  };
  let result = await play(false);
  if (result.outcome.status === "errored") result = await play(false);
  const silent = silentActor(result.outcome, job);
  if (silent === undefined) return await finished(result, job, machine);
  const again = await play(true);
  // In a terminal it came no further: what it did through pipes is the plainer account of that.
  if (kindOf(again.outcome) === kindOf(result.outcome)) return await finished(result, job, machine);
  const note: Note = { kind: "needs-terminal", actor: silent };
  const inTerminal = {
    ...again,
    outcome: { ...again.outcome, notes: [...again.outcome.notes, note] },
  };
  return await finished(inTerminal, job, machine);
}

function checkOf({ checks, demonstration }: Exercise, wanted: string): Story | undefined {
  if (wanted === demonstrationId && demonstration !== undefined)
    return { id: demonstrationId, run: demonstration };
  return checks.find(({ id }) => id === wanted);
}

type Story = Pick<Check, "id" | "run">;

/** A check that was played, with the packets of its programs' whole life. */
type Played = JobResult & Readonly<{ record?: PacketRecord | undefined }>;

async function playCheck(
  exercise: Exercise,
  check: Story,
  job: Job,
  machine: Machine,
  terminal: boolean,
): Promise<Played> {
  // Where nothing is started nothing is sent.
  const recorder = exercise.files === undefined ? machine.recorder : undefined;
  await using recording = await recorder?.begin();
  const packets = recording && (async () => captureOf(await recording.soFar(), roomInCheck));
  const { wire, ...played } = await playStage(exercise, check, job, machine, {
    terminal,
    packets,
    watchWire: recording && ((tap) => recording.join(tap)),
  });
  const record = await recording?.end();
  if (record === undefined) return played;
  const outcome = withPackets(played.outcome, captureOf(record), {
    ...wire,
    transport: wire.isUdp ? "udp" : "tcp",
    ports: portsOf(exercise, job),
  });
  if (wire.direct === undefined) return { ...played, outcome, record };
  const trace = drawWire(outcome.trace, record, wire.direct, wire.epoch);
  return { ...played, outcome: { ...outcome, trace }, record };
}

/** For a hundred clients, or a mebibyte that comes back. */
const roomInCheck = { content: 2 << 20, conversations: 1000 };

async function playStage(
  exercise: Exercise,
  check: Story,
  job: Job,
  machine: Machine,
  options: Pick<StageOptions, "terminal" | "packets" | "watchWire">,
): Promise<JobResult & Readonly<{ wire: Wire }>> {
  const begin = performance.now();
  await using _ports = await machine.network.reserve(portsOf(exercise, job));
  await using enclosure = await machine.sandbox.open(job.workplace, job.limits, "check");
  const { groups } = job;
  await using stage = new Stage({
    ...machine,
    ...job,
    enclosure,
    ...options,
    port: exercise.port,
    group: exercise.group,
    groupRange: exercise.groupRange,
    openGroup: groups && ((limits) => openGroup(groups, limits)),
  });
  const found = await verdictOf(check, stage, job.seed);
  const verdict = withLimits(found, stage);
  stage.recordWaits();
  const outcome = {
    ...verdict,
    durationMs: Math.round(performance.now() - begin),
    notes: [...stage.notes],
    trace: [...stage.trace],
  };
  // Zero until there is a relay.
  const relayPort = stage.relayPort === 0 ? undefined : stage.relayPort;
  const { direct, epoch } = stage;
  const isUdp = stage.datagrams !== undefined;
  return { outcome, knowledge: stage.knowledge, wire: { relayPort, direct, epoch, isUdp } };
}

/** How the programs of a check met: through the relay, or directly, or not at all. */
type Wire = Pick<Stage, "direct" | "epoch"> &
  Readonly<{ relayPort: number | undefined; isUdp: boolean }>;

type Verdict =
  | { status: "passed" }
  | { status: "failed"; cause: Cause }
  | { status: "skipped"; reason: SkipReason }
  | { status: "errored"; error: string };

async function verdictOf(check: Story, stage: Stage, seed: number): Promise<Verdict> {
  try {
    await check.run(new Cast(stage, seededRandom(seed, check.id)));
    return { status: "passed" };
  } catch (error) {
    if (error instanceof CheckFailure) return { status: "failed", cause: error.reason };
    if (error instanceof CheckUnavailable) {
      return { status: "skipped", reason: { kind: "unavailable", what: error.what } };
    }
    return { status: "errored", error: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A limit says more than what it led to: it is the cause of a check that failed, and worth a note
 * in one that passed all the same. Whoever was ended for going over a limit has failed.
 */
function withLimits(verdict: Verdict, stage: Stage): Verdict {
  const breach = stage.watch.lastLook();
  if (breach !== undefined) return { status: "failed", cause: { ...breach, waits: stage.waits() } };
  if (verdict.status !== "passed" && verdict.status !== "failed") return verdict;
  const hits = limitEvidence(stage.programs, stage.limits, stage.enclosure.room);
  const [first] = hits;
  if (verdict.status === "failed" && first !== undefined && verdict.cause.kind !== "flooding") {
    return { status: "failed", cause: { ...first, waits: verdict.cause.waits } };
  }
  if (verdict.status === "passed") for (const hit of hits) stage.note(hit);
  return verdict;
}

/** The program that failed a check because its screen stayed empty, though it may have written. */
function silentActor(outcome: Outcome, job: Job): ActorName | undefined {
  if (outcome.status !== "failed") return undefined;
  const { cause } = outcome;
  // Node keeps running while its keyboard is a pipe, and ends in a terminal.
  if (cause.kind === "not-exited" && isJavaScript(cause.actor, job)) return cause.actor;
  if (
    cause.kind !== "not-shown" &&
    cause.kind !== "nothing-shown" &&
    cause.kind !== "screen-hidden"
  )
    return undefined;
  if (cause.kind === "not-shown" && cause.arrived === "never-sent") return undefined;
  const hasShown = outcome.trace.some(
    (event) => event.kind === "screen" && event.actor === cause.actor && event.text.trim() !== "",
  );
  return hasShown ? undefined : cause.actor;
}

function kindOf(outcome: Outcome): string {
  return outcome.status === "failed" ? outcome.cause.kind : outcome.status;
}

function isJavaScript(actor: ActorName, job: Job): boolean {
  const prepared = job.prepared[roleOf(actor) as Role];
  return prepared?.status === "ready" && /^(?:java|type)script$/u.test(prepared.launch.language);
}

/** The result as it travels: with the packets only where somebody keeps them. */
async function finished(
  { record, ...result }: Played,
  job: Job,
  machine: Machine,
): Promise<JobResult> {
  const named = withName(result, job, machine.network.isolated);
  if (record === undefined || job.keepsPackets !== true) return named;
  const title = `sockgrade ${job.exercise} ${job.check}, seed ${job.seed}`;
  return { ...named, packets: pcapngOf(record, title).toString("base64") };
}

function portsOf(exercise: Exercise, job: Job): readonly number[] {
  const launches = Object.values(job.prepared).flatMap((role) =>
    role.status === "ready" ? [role.launch] : [],
  );
  return [exercise.port, ...launches.flatMap(({ ports }) => ports)];
}
