import { dirname } from "node:path";
import { expect, it } from "vitest";
import { runToEnd } from "../process/spawn.ts";
import { eventually, plain } from "../process/testing.ts";
import { explainCrash, explainTraceback } from "./crash.ts";
import type { ProgramActor } from "./program-actor.ts";
import { Rehearsal } from "./testing.ts";

async function ended(actor: ProgramActor): Promise<ProgramActor> {
  await actor.triesToExit();
  await eventually(() => actor.exit !== undefined);
  return actor;
}

it("finds the innermost line of the student's own file in a Python traceback", async () => {
  await using rehearsal = new Rehearsal();
  const source = "import json\ndef f(text):\n    return json.loads(text)\n\nf('{')\n";
  const actor = await ended(await rehearsal.python("server", source));
  expect(explainCrash(actor)).toEqual({
    kind: "crashed",
    actor: "server",
    code: 1,
    signal: undefined,
    lastLine: expect.stringMatching(/^json\.decoder\.JSONDecodeError: /u),
    place: { file: "server.py", line: 3, text: "return json.loads(text)" },
  });
});

it("names a syntax error of Python's", async () => {
  await using rehearsal = new Rehearsal();
  const actor = await ended(await rehearsal.python("client", "x = 1\nif x\n    pass\n"));
  expect(explainCrash(actor)).toMatchObject({
    code: 1,
    lastLine: expect.stringMatching(/^SyntaxError: /u),
    place: { file: "client.py", line: 2 },
  });
});

it("puts a Java exception's message before its stack", async () => {
  await using rehearsal = new Rehearsal();
  const path = rehearsal.write(
    "Server.java",
    'public class Server {\n  public static void main(String[] a) {\n    throw new IllegalStateException("no");\n  }\n}\n',
  );
  const actor = await ended(await rehearsal.start("server", "java", "Server.java", ["java", path]));
  expect(explainCrash(actor)).toMatchObject({
    code: 1,
    lastLine: 'Exception in thread "main" java.lang.IllegalStateException: no',
    place: { file: "Server.java", line: 3 },
  });
});

it("puts a C# exception's message before its stack", async () => {
  await using rehearsal = new Rehearsal();
  const path = rehearsal.write(
    "Server.cs",
    'class Server {\n  static void Main() {\n    throw new System.InvalidOperationException("no");\n  }\n}\n',
  );
  await runToEnd(["mcs", "-debug", path], { ...plain, cwd: dirname(path), timeoutMs: 60_000 });
  const command = ["mono", "--debug", path.replace(/cs$/u, "exe")];
  const actor = await ended(await rehearsal.start("server", "csharp", "Server.cs", command));
  expect(explainCrash(actor)).toMatchObject({
    code: 1,
    lastLine: "System.InvalidOperationException: no",
    place: { file: "Server.cs", line: 3 },
  });
});

it("puts a Node error's message before its stack", async () => {
  await using rehearsal = new Rehearsal();
  const path = rehearsal.write("client.js", "const x = undefined;\nx.send('uva');\n");
  const actor = await ended(
    await rehearsal.start("client", "javascript", "client.js", [process.execPath, path]),
  );
  expect(explainCrash(actor)).toMatchObject({
    code: 1,
    lastLine: expect.stringMatching(/^TypeError: Cannot read properties of undefined/u),
    place: { file: "client.js", line: 2 },
  });
});

it.each([
  [
    "Go",
    "server.go",
    "panic: listen tcp 192.0.2.9:80: bind: cannot assign requested address\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/aluno/redes/server.go:3 +0x52\nexit status 2\n",
    "panic: listen tcp 192.0.2.9:80: bind: cannot assign requested address",
    3,
  ],
  [
    "Rust",
    "server.rs",
    "\nthread 'main' (29604) panicked at server.rs:2:58:\ncalled `Result::unwrap()` on an `Err` value: Os { code: 98 }\nnote: run with `RUST_BACKTRACE=1`\n",
    "called `Result::unwrap()` on an `Err` value: Os { code: 98 }",
    2,
  ],
  [
    "C#",
    "server.cs",
    "\nUnhandled Exception:\nSystem.Net.Sockets.SocketException (0x80004005): Address already in use\n  at System.Net.Sockets.Socket.Bind (System.Net.EndPoint localEP) [0x0004c] in <a85c>:0 \n",
    "System.Net.Sockets.SocketException (0x80004005): Address already in use",
    undefined,
  ],
  [
    "Ruby",
    "server.rb",
    "server.rb:2:in `initialize': Address already in use - bind(2) (Errno::EADDRINUSE)\n\tfrom server.rb:2:in `new'\n",
    "server.rb:2:in `initialize': Address already in use - bind(2) (Errno::EADDRINUSE)",
    2,
  ],
  [
    "PHP",
    "server.php",
    "PHP Fatal error:  Uncaught Exception: no in /home/aluno/redes/server.php:7\nStack trace:\n#0 {main}\n  thrown in server.php on line 7\n",
    "PHP Fatal error:  Uncaught Exception: no in /home/aluno/redes/server.php:7",
    7,
  ],
])("puts what %s says first before its stack", async (_, file, said, lastLine, line) => {
  await using rehearsal = new Rehearsal();
  const path = rehearsal.write(
    "say.py",
    `import sys\nsys.stderr.write(${JSON.stringify(said)})\nsys.exit(2)\n`,
  );
  const actor = await ended(await rehearsal.start("server", "go", file, ["python3", path]));
  expect(explainCrash(actor)).toMatchObject({ lastLine, code: 2 });
  expect(explainCrash(actor)?.place?.line).toBe(line);
});

it("tells the signal that ended a C program", async () => {
  await using rehearsal = new Rehearsal();
  const path = rehearsal.write("server.c", "int main(void) { volatile int *p = 0; return *p; }\n");
  const built = path.replace(/\.c$/u, "");
  await runToEnd(["gcc", "-O0", "-o", built, path], { ...plain, timeoutMs: 50_000 });
  const actor = await ended(await rehearsal.start("server", "c", "server.c", [built]));
  expect(explainCrash(actor)).toEqual({
    kind: "crashed",
    actor: "server",
    code: undefined,
    signal: "SIGSEGV",
    lastLine: "",
    place: undefined,
  });
});

it.each([
  ["a good end", "print('tchau')"],
  ["a code that somebody chose", "import sys\nprint('tchau')\nsys.exit(3)"],
  [
    "an exception that was caught and told",
    "try: 1 / 0\nexcept ZeroDivisionError as e: print('Error: ', e)",
  ],
])("finds no crash in %s", async (_, source) => {
  await using rehearsal = new Rehearsal();
  expect(explainCrash(await ended(await rehearsal.python("client", source)))).toBeUndefined();
});

it("finds no crash in a program that runs, nor in one that the grader ended", async () => {
  await using rehearsal = new Rehearsal();
  const actor = await rehearsal.python("server", "print('up')\ninput()");
  await actor.prints("up");
  expect(explainCrash(actor)).toBeUndefined();
  await actor.vanishes();
  expect(actor.exit).toEqual({ code: undefined, signal: "SIGKILL" });
  expect(explainCrash(actor)).toBeUndefined();
});

it("explains what ended a thread while the program goes on", async () => {
  await using rehearsal = new Rehearsal();
  const source = `import threading
def f(): return [][1]
threading.Thread(target=f).start()
input()
`;
  const actor = await rehearsal.python("server", source);
  await actor.comesToKeyboard();
  await eventually(() => actor.screen.errorText.includes("IndexError"));
  expect(explainCrash(actor)).toBeUndefined();
  expect(explainTraceback(actor)).toMatchObject({
    kind: "crashed",
    lastLine: "IndexError: list index out of range",
    place: { file: "server.py", line: 2 },
  });
});

it("takes no complaint for a traceback", async () => {
  await using rehearsal = new Rehearsal();
  const source = "import sys\nprint('client has gone', file=sys.stderr)\ninput()";
  const actor = await rehearsal.python("server", source);
  await actor.comesToKeyboard();
  expect(explainTraceback(actor)).toBeUndefined();
});
