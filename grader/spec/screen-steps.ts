import type { ProgramActor } from "../scenario/program-actor.ts";
import { findOnScreen, visibleText } from "../scenario/screen-match.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";

/** Waits until one of these stands on the program's screen, after its first `since` characters. */
export async function showsAny(
  stage: Stage,
  actor: ProgramActor,
  texts: readonly string[],
  since: number,
): Promise<void> {
  const shown = () => visibleText(actor.screen.text.slice(since));
  const isShown = () => texts.some((text) => shown().includes(text));
  const outcome = await until(stage, isShown, [actor]);
  if ("reached" in outcome) return;
  stage.record({ kind: "missed", actor: actor.name, step: "prints", expected: texts[0] });
  const seen = shown();
  for (const text of texts) await actor.failIfHidden(text);
  if (seen.trim() === "") {
    const cause = { kind: "nothing-shown", actor: actor.name, after: "connected" } as const;
    // One that ends well once its client has left has had its time to say something.
    if (actor.exit?.code === 0) stage.fail(cause);
    actor.failStuck(outcome.stuck, cause);
  }
  actor.failStuck(outcome.stuck, {
    kind: "not-shown",
    actor: actor.name,
    expected: texts[0] as string,
    screen: seen,
    arrived: "unknown",
  });
}

/** Waits until the ports that clients came from stand on a server's screen, all of them. */
export async function showsPorts(
  stage: Stage,
  actor: ProgramActor,
  ports: readonly number[],
): Promise<void> {
  const isShown = (port: number) =>
    findOnScreen(actor.screen.text, String(port)).found !== "absent";
  const outcome = await until(stage, () => ports.every(isShown), [actor]);
  if ("reached" in outcome) return;
  const missing = ports.find((port) => !isShown(port));
  stage.record({ kind: "missed", actor: actor.name, step: "prints", expected: String(missing) });
  actor.failStuck(outcome.stuck, { kind: "ports-not-shown", actor: actor.name, ports });
}

/** Waits until the program has shown anything at all. */
export async function showsSomething(
  stage: Stage,
  actor: ProgramActor,
  after: "connected" | "started",
): Promise<void> {
  const outcome = await until(stage, () => visibleText(actor.screen.text).trim() !== "", [actor]);
  if ("reached" in outcome) return;
  stage.record({ kind: "missed", actor: actor.name, step: "prints" });
  actor.failStuck(outcome.stuck, { kind: "nothing-shown", actor: actor.name, after });
}

/** Waits until all of these stand on the screen, in order, none run together with the next. */
export async function showsApart(
  stage: Stage,
  actor: ProgramActor,
  messages: readonly string[],
): Promise<void> {
  const isThere = (message: string) =>
    ["shown", "runs-on"].includes(findOnScreen(actor.screen.text, message).found);
  const outcome = await until(stage, () => messages.every(isThere), [actor]);
  if ("stuck" in outcome)
    for (const message of messages) if (!isThere(message)) await actor.prints(message);
  const glued = gluedPart(actor.screen.text, messages);
  if (glued !== undefined) {
    stage.record({
      kind: "missed",
      actor: actor.name,
      step: "prints",
      expected: messages.join("\n"),
    });
    stage.fail({ kind: "glued", actor: actor.name, expected: messages, actual: glued });
  }
}

/**
 * As {@link showsApart}, for a program that is known to be right when messages come one at a time:
 * whatever goes wrong now, the cutting of the stream is why.
 */
export async function showsWhole(
  stage: Stage,
  actor: ProgramActor,
  messages: readonly string[],
  delivered: "merged" | "cut",
): Promise<void> {
  const isShown = (message: string) => findOnScreen(actor.screen.text, message).found === "shown";
  const outcome = await until(stage, () => messages.every(isShown), [actor]);
  const isApart = gluedPart(actor.screen.text, messages) === undefined;
  if ("reached" in outcome && isApart) return;
  stage.record({
    kind: "missed",
    actor: actor.name,
    step: "prints",
    expected: messages.join("\n"),
  });
  stage.fail({
    kind: "one-recv-is-not-one-message",
    actor: actor.name,
    expected: messages,
    actual: visibleText(actor.screen.text).slice(-2000),
    delivered,
  });
}

/** As {@link showsWhole}, for a server that asks its operator for a reply to each message. */
export async function showsWholeWithReplies(
  stage: Stage,
  actor: ProgramActor,
  messages: readonly string[],
  reply: () => string,
): Promise<void> {
  for (const message of messages.slice(0, -1)) {
    const stuck = await actor.comesToKeyboard();
    const isShown = findOnScreen(actor.screen.text, message).found === "shown";
    if (stuck !== undefined || !isShown) break;
    actor.typeNow(reply());
  }
  await showsWhole(stage, actor, messages, "merged");
}

/** Waits until both stand on the screen, and the program has slept after the first. */
export async function pausesBetween(
  stage: Stage,
  actor: ProgramActor,
  first: string,
  second: string,
): Promise<void> {
  const isShown = (text: string) => findOnScreen(actor.screen.text, text).found === "shown";
  const hasSlept = await until(
    stage,
    (looks) => {
      const look = looks.get(actor);
      return (
        isShown(first) && look?.motion === "timed" && (look.longestTimerMs ?? 0) >= shortestPauseMs
      );
    },
    [actor],
  );
  const shownAt = (text: string) => timeShown(stage, actor, text);
  const gap = (shownAt(second) ?? Infinity) - (shownAt(first) ?? Infinity);
  if ("reached" in hasSlept && !(gap < shortestPauseMs)) return;
  if (gap >= shortestPauseMs && Number.isFinite(gap)) return;
  stage.fail({ kind: "no-pause", actor: actor.name });
}

/** When a text was first complete on the screen, in milliseconds since the check began. */
function timeShown(stage: Stage, actor: ProgramActor, text: string): number | undefined {
  let shown = "";
  for (const event of stage.trace) {
    if (event.kind !== "screen" || event.actor !== actor.name) continue;
    shown += event.text;
    if (findOnScreen(shown, text).found === "shown") return event.at;
  }
  return undefined;
}

/** The place where two messages stand together with nothing between them, if there is one. */
function gluedPart(screen: string, messages: readonly string[]): string | undefined {
  const text = visibleText(screen);
  for (let index = 1; index < messages.length; index += 1) {
    const [first, second] = [messages[index - 1] as string, messages[index] as string];
    const start = text.indexOf(first);
    const next = text.indexOf(second, start + first.length);
    if (start < 0 || next < 0) continue;
    if (/^[ \t'"]*$/u.test(text.slice(start + first.length, next))) {
      return text.slice(start, next + second.length);
    }
  }
  return undefined;
}

/** Less than any "a little" of a handout, more than a busy machine needs between two prints. */
const shortestPauseMs = 100;
