import { killGroup, spawnProgram } from "../process/spawn.ts";

/** Everything that crosses one device of a network. */
export type Tcpdump = Readonly<{
  /** Has every byte of the capture file told, from its header on. To be called once. */
  onBytes: (listen: (bytes: Buffer) => void) => void;
  /** How many packets the kernel has dropped so far; undefined when it does not say. */
  lost: () => Promise<number | undefined>;
  ended: Promise<unknown>;
  kill: () => void;
}>;

/**
 * Starts tcpdump(8), which needs CAP_NET_RAW in that network's namespace and, as it gives up the
 * rights of an administrator, a user that is none. It captures as soon as this returns.
 * @param enter the command that goes before it, to run it in that network.
 * @param path where programs are looked for; those of the system's administrator are always.
 * @param device the loopback where nothing is said.
 * @returns undefined where it is not there or does not start.
 */
export async function startTcpdump(
  enter: readonly string[],
  path: string,
  device = "lo",
): Promise<Tcpdump | undefined> {
  const env = { PATH: `${path}:/usr/sbin:/sbin`, LC_ALL: "C" };
  const program = await spawnProgram([...enter, ...commandFor(device)], { cwd: "/", env }).catch(
    () => undefined,
  );
  if (program === undefined) return undefined;
  const told: Buffer[] = [];
  let tell: (bytes: Buffer) => void = (bytes) => told.push(bytes);
  const says = errorLines(program.onStderr);
  const isCapturing = new Promise<boolean>((resolve) => {
    // Its header comes out when the socket is open, and not before.
    program.onStdout((bytes) => {
      tell(bytes);
      resolve(true);
    });
    void program.exited.then(() => resolve(false));
    setTimeout(() => resolve(false), patienceMs).unref();
  });
  const kill = () => {
    killGroup(program.pid);
    program.release();
  };
  if (!(await isCapturing)) {
    kill();
    return undefined;
  }
  return {
    onBytes: (listen) => {
      tell = listen;
      for (const bytes of told.splice(0)) listen(bytes);
    },
    lost: async () => {
      const line = says(/(\d+) packets? dropped by kernel/u);
      // Makes it count, as Ctrl-T does elsewhere.
      process.kill(program.pid, "SIGUSR1");
      const count = (await line)?.[1];
      return count === undefined ? undefined : Number(count);
    },
    ended: program.exited,
    kill,
  };
}

/**
 * Whole packets, each at once, no names looked up; a capture file on its standard output. The
 * loopback shows every packet twice, going out and coming in: the kernel is asked for one of them,
 * which leaves twice the room in its queue.
 */
function commandFor(device: string): readonly string[] {
  const command = ["tcpdump", "-i", device, "-n", "-U", "--immediate-mode", "-w", "-"];
  return device === "lo" ? [...command, "inbound"] : command;
}

/** It starts in 10 ms; a machine may be very busy. */
const patienceMs = 5000;

/** Waits for the next text on stderr that matches, for a tenth of a second. */
function errorLines(onStderr: (listen: (bytes: Buffer) => void) => void) {
  let hear: (text: string) => void = () => undefined;
  onStderr((bytes) => hear(bytes.toString("latin1")));
  return (pattern: RegExp): Promise<RegExpExecArray | undefined> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), 100);
      hear = (text) => {
        const match = pattern.exec(text);
        if (match === null) return;
        clearTimeout(timer);
        resolve(match);
      };
    });
}
