import { clearScreenDown, cursorTo } from "node:readline";
import { Writable } from "node:stream";
import { cutToWidth } from "../lib/text-width.ts";

/** One line at the bottom of a terminal that is drawn over until {@link LiveLine.clear}. */
export type LiveLine = Readonly<{
  show(text: string): void;
  /** Takes the line away, so that lasting text can be written in its place. */
  clear(): void;
}>;

/** The live line of a terminal; one that never writes anything where `live` is false. */
export function liveLine(options: {
  write(text: string): void;
  live: boolean;
  columns: number;
}): LiveLine {
  if (!options.live) return silent;
  const terminal = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      options.write(chunk);
      done();
    },
  });
  let text = "";
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const erase = (): void => {
    cursorTo(terminal, 0);
    clearScreenDown(terminal);
  };
  const draw = (): void => {
    erase();
    // One column stays free: a full line would wrap, and erasing would leave its first half.
    terminal.write(cutToWidth(`${frames[frame % frames.length]} ${text}`, options.columns - 1));
    frame += 1;
  };

  return {
    show(next) {
      text = next;
      draw();
      timer ??= setInterval(draw, frameMs).unref();
    },
    clear() {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      erase();
    },
  };
}

const frames = Array.from("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏");
const frameMs = 100;

const silent: LiveLine = { show: () => undefined, clear: () => undefined };
