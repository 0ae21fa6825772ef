/** A program that means harm, or does as much without meaning it. */
type HostileProgram = Readonly<{
  name: string;
  role: "server" | "client";
  source: string;
  /** Also run without namespaces, where nothing but the grader itself cleans up. */
  alsoShared?: true;
  /** Reaches what only namespaces keep out of its reach. */
  needsNamespaces?: true;
}>;

const listening = `
import os, shutil, signal, socket, sys, time
def listening():
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", 12345))
    s.listen(5)
    return s
`;

/** Python, each after the lines of `listening`. */
export const hostilePrograms: readonly HostileProgram[] = (
  [
    {
      name: "ignores every signal that can be ignored",
      role: "server",
      alsoShared: true,
      source: `
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
    signal.signal(number, signal.SIG_IGN)
c, a = listening().accept()
while True: signal.pause()`,
    },
    {
      name: "floods its screen without a line end",
      role: "server",
      source: `
while True: os.write(1, b"x" * 65536)`,
    },
    {
      name: "leaves a daemon that listens and holds the screen",
      role: "server",
      alsoShared: true,
      source: `
if os.fork(): sys.exit(0)
os.setsid()
if os.fork(): os._exit(0)
s = listening()
while True: signal.pause()`,
    },
    {
      name: "starts fifty children",
      role: "server",
      alsoShared: true,
      source: `
for _ in range(50):
    if os.fork() == 0:
        os.setsid()
        while True: signal.pause()
s = listening()
while True: signal.pause()`,
    },
    {
      name: "spins from the start",
      role: "server",
      source: `
while True: pass`,
    },
    {
      name: "spins instead of connecting",
      role: "client",
      source: `
while True: pass`,
    },
    {
      name: "prints terminal escapes, NUL and invalid UTF-8",
      role: "server",
      source: `
os.write(1, b"\\x1b[2J\\x1b]0;owned\\x07\\x00\\xff\\xfe\\xc3\\x9b31m\\r\\n::error::owned\\n")
os.write(2, b"\\x1bP$q\\x1b\\\\\\xed\\xa0\\x80\\n")
c, a = listening().accept()
while True: signal.pause()`,
    },
    {
      name: "kills its own process group",
      role: "server",
      alsoShared: true,
      source: `
s = listening()
os.killpg(0, signal.SIGKILL)`,
    },
    {
      name: "kills whoever started it",
      role: "server",
      source: `
s = listening()
os.kill(os.getppid(), signal.SIGKILL)
while True: signal.pause()`,
    },
    {
      name: "closes its keyboard and its screen",
      role: "server",
      alsoShared: true,
      source: `
for number in (0, 1, 2): os.close(number)
c, a = listening().accept()
while True: signal.pause()`,
    },
    {
      name: "deletes its own folder",
      role: "server",
      source: `
shutil.rmtree(os.path.dirname(os.path.abspath(__file__)))
os.chdir("/")
c, a = listening().accept()
while True: signal.pause()`,
    },
    {
      name: "ends at once",
      role: "server",
      source: `
sys.exit(0)`,
    },
    {
      name: "sleeps for ever before it listens",
      role: "server",
      source: `
while True: time.sleep(1000)`,
    },
  ] as const
).map((program) => ({ ...program, source: listening + program.source }));
