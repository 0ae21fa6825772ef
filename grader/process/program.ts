import { Screen, type ScreenChunk } from "./screen.ts";
import {
  type Exit,
  killGroup,
  type RawProgram,
  signalName,
  spawnInTerminal,
  spawnProgram,
} from "./spawn.ts";
import { stopProgram, watchForEscape } from "./stop.ts";

export type ProgramOptions = Readonly<{
  command: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Give it a terminal instead of pipes, where one can be made. */
  terminal: boolean;
  /** A shell in a session of its own stands between: it tells a signal as code 128 + n. */
  underShell: boolean;
  /** How much of each of its output streams is read. */
  outputBytes: number;
  /** Milliseconds since the check began. */
  now: () => number;
  onScreen: (chunk: ScreenChunk) => void;
  onExit: (exit: Exit) => void;
}>;

/** A student's program while it runs: its screen, its keyboard, its end. */
export class Program {
  readonly pid: number;
  readonly screen: Screen;
  /** The name of its terminal, where it has one. */
  readonly terminal: string | undefined;
  /** What the environment of whatever it starts holds. */
  readonly session: string;
  readonly #raw: RawProgram;
  readonly #underShell: boolean;
  #exit: Exit | undefined;
  #isDrained = false;

  /** @throws when the executable does not exist. */
  static async start(options: ProgramOptions): Promise<Program> {
    const session = watchForEscape();
    const settings = { cwd: options.cwd, env: { ...options.env, [session.name]: session.value } };
    const inTerminal = options.terminal
      ? await spawnInTerminal(options.command, settings)
      : undefined;
    const raw = inTerminal ?? (await spawnProgram(options.command, settings));
    return new Program(raw, session.value, options);
  }

  private constructor(raw: RawProgram, session: string, options: ProgramOptions) {
    this.pid = raw.pid;
    this.terminal = raw.terminal;
    this.#raw = raw;
    this.session = session;
    this.screen = new Screen({
      limitBytes: options.outputBytes,
      now: options.now,
      onChunk: options.onScreen,
    });
    raw.onStdout((bytes) => this.#show("stdout", bytes));
    raw.onStderr((bytes) => this.#show("stderr", bytes));
    this.#underShell = options.underShell;
    void raw.exited.then((exit) => {
      this.#exit = options.underShell ? unwrapped(exit) : exit;
      options.onExit(this.#exit);
    });
    running.add(this);
    void raw.exited.then(() => running.delete(this));
    void raw.drained.then(() => (this.#isDrained = true));
  }

  /** How it ended; undefined while it runs. */
  get exit(): Exit | undefined {
    return this.#exit;
  }

  /** Whether everything it wrote has been seen: true once nobody holds its output. */
  get isDrained(): boolean {
    return this.#isDrained;
  }

  /** Types bytes on its keyboard, as they are. */
  type(bytes: string | Uint8Array): void {
    this.#raw.stdin?.write(bytes);
  }

  /**
   * Ctrl-C (SIGINT), for the whole process group as a terminal sends it.
   * @param processes its process tree.
   */
  interrupt(processes: readonly number[]): void {
    // Under a shell the group is one that we can not name: the shell leads it, in another namespace.
    for (const target of this.#underShell ? processes : [-this.pid]) {
      try {
        process.kill(target, "SIGINT");
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  /** Ends it and everything it started, at once (SIGKILL). @returns false when that could not be done in time. */
  async stop(withinMs = 10_000): Promise<boolean> {
    const isDone = await stopProgram(this.pid, this.session, withinMs);
    await this.#raw.exited;
    this.#raw.release();
    return isDone;
  }

  #show(stream: "stdout" | "stderr", bytes: Buffer): void {
    this.screen.accept(stream, bytes);
    // A full screen is not read any more: the program blocks in write, and the kernel says so.
    if (this.screen.isFull) this.#raw.pauseOutput();
  }
}

/** Programs that would outlive a grader that is interrupted: they have process groups of their own. */
const running = new Set<Program>();
process.on("exit", () => {
  for (const program of running) killGroup(program.pid);
});

/** How the program below the shell ended (POSIX, Shell Command Language, 2.8.2). */
function unwrapped(exit: Exit): Exit {
  const signal = signalName((exit.code ?? 0) - 128);
  return signal === undefined ? exit : { code: undefined, signal };
}
