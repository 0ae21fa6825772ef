import { expect, it } from "vitest";
import type { TraceEvent } from "../model/trace.ts";
import { limitsOf } from "../model/limits.ts";
import type { Job } from "./job.ts";
import { withName } from "./with-name.ts";

const spoken = `  File "server.py", line 3
    match x:
          ^
SyntaxError: invalid syntax
`;
const trace: readonly TraceEvent[] = [
  { at: 0, kind: "start", actor: "server", command: "python server.py" },
  { at: 1, kind: "screen", actor: "server", stream: "stderr", text: spoken },
  { at: 2, kind: "exit", actor: "server", code: 1, signal: undefined },
];

function jobWith(interpreter: string): Job {
  const launch = {
    role: "server",
    language: "python",
    file: "server.py",
    command: [interpreter, "-u", "server.py"],
    shown: ["python", "server.py"],
    cwd: "/",
    env: {},
    interpreters: [],
    ports: [],
    foreignAddresses: [],
  } as const;
  return {
    exercise: "ex1",
    check: "listens",
    prepared: { server: { status: "ready", launch } },
    workplace: { submission: "/", out: "/", home: "/" },
    limits: limitsOf(),
    candidates: [],
    knowledge: {},
    seed: 1,
    wallMs: 1000,
  };
}

const result = {
  outcome: {
    status: "failed",
    cause: { kind: "exited-early", actor: "server", code: 1 },
    durationMs: 1,
    notes: [],
    trace,
  },
  knowledge: {},
} as const;

it("costs nobody a point that the machine's Python is older than the program", () => {
  const { outcome } = withName(result, jobWith("/opt/python3.8/bin/python3.8"), true);
  expect(outcome).toMatchObject({
    status: "errored",
    error: "server.py needs Python 3.10 or newer (match), and this machine has Python 3.8",
  });
});

it("names a syntax error that no Python reads", () => {
  const { outcome } = withName(result, jobWith("/opt/python3.12/bin/python3.12"), true);
  expect(outcome).toMatchObject({ status: "failed", cause: { kind: "syntax-error" } });
});
