import fc from "fast-check";
import { expect, test } from "vitest";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import { isObservation } from "../check-line.ts";
import { github } from "./github.ts";
import { someResult } from "./testing.ts";

const token = "0123456789abcdef0123456789abcdef";

test("nothing that programs or students wrote becomes a command", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const { commands, plain } = runnerReads(
        github.result?.(result, { language: "en", token, workspace: "/work" }) ?? "",
      );
      const failed = result.checks.filter((one) => one.status === "failed" && !isObservation(one));
      const errored = result.checks.filter(({ status }) => status === "errored");
      const observed = result.checks.filter(isObservation);
      const names = commands
        .map(({ name }) => name)
        .filter((name) => /^(?:notice|warning|error)$/u.test(name));
      expect(names).toEqual([
        "notice",
        ...failed.slice(0, 8).map(() => "error"),
        ...errored.slice(0, 8).map(() => "warning"),
        ...observed.slice(0, 7).map(() => "notice"),
      ]);
      const others = commands.map(({ name }) => name).slice(names.length);
      expect(others.join(" ")).toMatch(/^(?:group stop-commands endgroup ?)*$/u);
      expect(plain).toEqual([]);
      for (const { properties } of commands)
        for (const key of Object.keys(properties)) expect(["file", "line", "title"]).toContain(key);
    }),
  );
});

test("values come back whole from what the runner unescapes", () => {
  const result = { ...replyNeverSent.result, exercise: { id: "ex3", title: "50%: a, b%0A" } };
  const { commands } = runnerReads(github.result?.(result, { language: "en" }) ?? "");
  expect(commands[0]?.properties).toEqual({ title: "ex3 50%: a, b%0A" });
});

test("a cause with a place is shown at its line, one without at its program's file", () => {
  const { commands } = runnerReads(
    github.result?.(
      {
        ...replyNeverSent.result,
        submission: { ...replyNeverSent.result.submission, path: "/repo/entregas/ana" },
      },
      { language: "pt-BR", workspace: "/repo" },
    ) ?? "",
  );
  const [, error, warning, observed] = commands;
  expect(error?.name).toBe("error");
  expect(error?.properties).toMatchObject({ file: "entregas/ana/src/server.py" });
  expect(error?.properties["line"]).toBeUndefined();
  expect(error?.data).toContain("girafa");
  expect(warning?.properties["file"]).toBeUndefined();
  expect(observed?.name).toBe("notice");
  expect(observed?.properties).toMatchObject({ file: "entregas/ana/src/server.py", line: "21" });
});

test("a program outside the repository is not shown at a file", () => {
  const text = github.result?.(replyNeverSent.result, { language: "en", workspace: "/elsewhere" });
  expect(text).not.toContain("file=");
});

test("the eight that cost most are shown, and the rest is counted", () => {
  const failed = replyNeverSent.result.checks.find(({ status }) => status === "failed");
  if (failed === undefined) throw new Error("the sample has no failed check");
  const checks = Array.from({ length: 12 }, (_, index) => ({
    ...failed,
    id: `c${index}`,
    maxPoints: index + 1,
  }));
  const text = github.result?.({ ...replyNeverSent.result, checks }, { language: "en" }) ?? "";
  const { commands } = runnerReads(text);
  expect(commands[0]?.data).toContain("4 more checks failed.");
  expect(commands.slice(1).map(({ properties }) => properties["title"]?.split(" ")[0])).toEqual([
    "c11",
    "c10",
    "c9",
    "c8",
    "c7",
    "c6",
    "c5",
    "c4",
  ]);
});

test("without a secret mark no program's output is printed at all", () => {
  const text = github.result?.(replyNeverSent.result, { language: "en" }) ?? "";
  expect(text).not.toContain("stop-commands");
  expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("::"))).toEqual([]);
});

type Command = Readonly<{
  name: string;
  properties: Readonly<Record<string, string>>;
  data: string;
}>;

/** A runner's way through a log: which commands it acts on, and which plain lines it would look for old ones in. */
function runnerReads(
  log: string,
): Readonly<{ commands: readonly Command[]; plain: readonly string[] }> {
  const commands: Command[] = [];
  const plain: string[] = [];
  let mark: string | undefined;
  for (const line of log.split(/\r\n|[\r\n]/u)) {
    const command = parse(line);
    if (mark !== undefined) {
      if (command?.name === mark) mark = undefined;
      continue;
    }
    if (command === undefined) {
      if (line !== "") plain.push(line);
      continue;
    }
    commands.push(command);
    if (command.name === "stop-commands") mark = command.data;
  }
  expect(mark).toBeUndefined();
  return { commands, plain };
}

function parse(line: string): Command | undefined {
  const text = line.trimStart();
  const end = text.indexOf("::", 2);
  if (!text.startsWith("::") || end === -1) return undefined;
  const head = text.slice(2, end);
  const space = head.indexOf(" ");
  const name = space === -1 ? head : head.slice(0, space);
  const properties = (space === -1 ? "" : head.slice(space + 1)).split(",").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 1 ? [] : [[pair.slice(0, at).trim(), unescape(pair.slice(at + 1))] as const];
  });
  return { name, properties: Object.fromEntries(properties), data: unescape(text.slice(end + 2)) };
}

function unescape(text: string): string {
  const characters: Record<string, string> = {
    "%0D": "\r",
    "%0A": "\n",
    "%3A": ":",
    "%2C": ",",
    "%25": "%",
  };
  return text.replaceAll(/%(?:0D|0A|3A|2C|25)/gu, (code) => characters[code] ?? code);
}
