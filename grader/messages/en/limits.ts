import type { LimitHit } from "../../model/cause.ts";
import type { Names } from "../names.ts";
import { raised } from "../raised.ts";
import { The } from "./actor.ts";
import { quote } from "./speech.ts";

/** Which limit was hit and by how much, what the likely mistake is, and how to allow more. */
export function limit(hit: LimitHit, names: Names): string {
  return `${limitEvent(hit, names)} ${advice[hit.limit]} ${allow(hit)}`;
}

/** The same of a program that came to its end all the same. */
export function limitInPassing(hit: LimitHit, names: Names): string {
  return `${limitEvent(hit, names)} This time it did no harm. ${advice[hit.limit]} ${allow(hit)}`;
}

function limitEvent(hit: LimitHit, names: Names): string {
  const allowed = quote.number(hit.allowed);
  const who = hit.actor === undefined ? "The check" : The(hit.actor, names);
  const measured = hit.value === undefined ? undefined : quote.number(hit.value);
  switch (hit.limit) {
    case "processes":
      return measured === undefined
        ? `${who} wanted more than the ${allowed} processes and threads that it may have at a time, and the system refused.`
        : `${who} had ${measured} processes and threads at a time; ${allowed} are allowed, so I ended it.`;
    case "memory":
      return measured === undefined
        ? `${who} wanted more than the ${allowed} MiB of memory that it may use, and the system ended it.`
        : `${who} used ${measured} MiB of memory; ${allowed} MiB are allowed, so I ended it.`;
    case "cpu":
      return `${who} used ${measured ?? `more than ${allowed}`} s of processor time; ${allowed} s are allowed, so it was ended.`;
    case "wall":
      return `All checks of a submission together may take ${allowed} s, and that time was over: I ended this check, or did not begin it.`;
    case "file":
      return `${who} wanted to write a file of more than ${allowed} MiB, and the system refused.`;
    case "disk":
      return `The programs of this check wrote more files than the ${allowed} MiB that they have room for, and the system refused.`;
    case "descriptors":
      return `${who} wanted more than the ${allowed} open files and sockets that it may have at a time, and the system refused.`;
  }
}

const advice: Readonly<Record<LimitHit["limit"], string>> = {
  processes:
    "Look for fork(), Process() or Thread() in a loop that never stops; one for each client is enough.",
  memory:
    "Look for a list or a text that keeps everything it receives, or for a loop that goes on adding to it after recv() has returned 0 bytes.",
  cpu: "Look for a loop that goes round without waiting for anything; nearly always recv() returns 0 bytes in it, because the other side has closed.",
  wall: "Look for a long sleep(), or for a program that goes on and on when it should wait or end.",
  file: "Look for a loop that writes to a file and never stops.",
  disk: "Look for a loop that writes to a file and never stops, or that makes a new file each time.",
  descriptors:
    "Look for a socket or a file that is opened in a loop and never closed: call close() when a connection is over.",
};

function allow(hit: LimitHit): string {
  return `If the program really needs it, whoever grades can allow more: --limit ${hit.limit}=${raised(hit)}.`;
}
