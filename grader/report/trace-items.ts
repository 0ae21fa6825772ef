import { neutralise } from "../lib/neutralise.ts";
import type { Catalogue } from "../messages/catalogue.ts";
import { endpoint } from "../messages/endpoint.ts";
import { stateName } from "../messages/state-name.ts";
import { wordsForWaiting } from "../messages/waiting-words.ts";
import type { ActorName } from "../model/role.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Cast } from "./cast.ts";
import type { Arrow, Item, ItemKind } from "./item.ts";
import type { Terminal } from "./terminal.ts";
import { wireLabel } from "./wire-label.ts";

/** What one event of a trace adds to the picture; events must come in the order of time. */
export function itemsOf(event: TraceEvent, cast: Cast, words: Catalogue): readonly Item[] {
  switch (event.kind) {
    case "start":
      return [mark(event.actor, "start", `$ ${neutralise(event.command)}`, cast)];
    case "listening":
      return [
        {
          place: "middle",
          kind: "wire",
          // Nobody listens for connections at a UDP port: it is bound, and that is all (udp(7)).
          text: `${event.protocol === "udp" ? "UDP" : "LISTEN"} ${endpoint(event)}`,
        },
      ];
    case "screen": {
      const terminal = cast.terminalOf(event.actor);
      return screenItems(event.actor, terminal.print(event.text, event.stream), cast);
    }
    case "typed":
      return screenItems(event.actor, cast.terminalOf(event.actor).type(event.text), cast);
    case "connect":
      return [arrow(event, "SYN", cast)];
    case "joined":
      return [
        {
          place: "middle",
          kind: "wire",
          text: `JOIN ${cast.tagOf(event.actor)}${endpoint(event)}`,
        },
      ];
    case "wire": {
      const label = labelOf(event, words);
      const { destination } = event;
      const { bytes, length } = event;
      const data = { bytes, length, isDatagram: event.datagram === true };
      if (destination === undefined) return [arrow(event, label, cast, data)];
      // It goes to everybody in a group: the first of them is not named.
      const toAll = { from: event.from, to: event.from };
      return [arrow(toAll, `${label} →\u00a0${endpoint(destination)}`, cast, data)];
    }
    case "close":
      return [arrow(event, event.how === "fin" ? "FIN" : "RST", cast)];
    case "state": {
      const text = `${stateName(event.state)} ${endpoint(event.local)} ↔ ${endpoint(event.remote)}`;
      return [{ place: "middle", kind: "wire", text }];
    }
    // A capture file's packets have a picture of their own.
    case "packet":
      return [];
    case "exit": {
      const end = { on: "exited", code: event.code, signal: event.signal } as const;
      return last(event.actor, "exit", `■ ${wordsForWaiting(words.doing, end)}`, cast);
    }
    case "missed":
      return last(event.actor, "missed", `✗ ${words.steps[event.step](event.expected)}`, cast);
    case "waiting":
      if (event.waiting.on === "exited" && cast.hasExited(event.actor)) return [];
      return [
        mark(event.actor, "waiting", `⏸ ${wordsForWaiting(words.doing, event.waiting)}`, cast),
      ];
  }
}

/** Lines of an actor's terminal, in its column. */
export function screenItems(
  actor: ActorName,
  lines: ReturnType<Terminal["flush"]>,
  cast: Cast,
): readonly Item[] {
  return lines.map(({ kind, text }) => mark(actor, kind, text, cast));
}

function labelOf(event: Extract<TraceEvent, { kind: "wire" }>, words: Catalogue): string {
  const label = wireLabel(Buffer.from(event.bytes, "base64"), words.report, event.length);
  return event.fate === undefined ? label : `${label} (${words.report.fates[event.fate]})`;
}

function mark(actor: ActorName, kind: ItemKind, text: string, cast: Cast): Item {
  return { place: cast.sideOf(actor), kind, text: cast.tagOf(actor) + text };
}

function arrow(
  event: { from: ActorName; to: ActorName },
  label: string,
  cast: Cast,
  data: Pick<Arrow, "bytes" | "length" | "isDatagram"> = { isDatagram: false },
): Item {
  const toward = cast.sideOf(event.from) === "left" ? "right" : "left";
  const tagged = `${cast.tagOf(event.from) || cast.tagOf(event.to)}${label}`;
  return {
    place: "middle",
    kind: "wire",
    text: `${toward === "right" ? "──▶" : "◀──"} ${tagged}`,
    arrow: { toward, label: tagged, ...data },
  };
}

/** A mark below everything the actor's terminal shows, the open line too. */
function last(actor: ActorName, kind: ItemKind, text: string, cast: Cast): readonly Item[] {
  const open = screenItems(actor, cast.terminalOf(actor).flush(), cast);
  return [...open, mark(actor, kind, text, cast)];
}
