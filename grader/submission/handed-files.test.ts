import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { plain } from "../process/testing.ts";
import { runToEnd } from "../process/spawn.ts";
import { openSubmission } from "./open.ts";
import { tempFolder } from "./temp-folder.ts";

const handIn = { roles: [], files: ["capture", "answers"] } as const;
const open = async (...names: readonly string[]) =>
  await openSubmission(
    await tempFolder(Object.fromEntries(names.map((name) => [name, name]))),
    handIn,
  );
const errorOf = async (folder: string) => {
  const error: unknown = await openSubmission(folder, handIn).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestError);
  return (error as RequestError).message.replace(folder, "FOLDER");
};

describe("an exercise that wants files", () => {
  it.each([
    ["the statement's names", ["capture.pcap", "answers.yaml"], 0, 1],
    ["Portuguese", ["captura.pcapng", "respostas.yml"], 0, 1],
    ["capitals", ["Captura.PCAPNG", "Respostas.YAML"], 0, 1],
    ["any name with the right ending", ["wireshark ana 2.cap", "answers.yaml"], 0, 1],
    ["a folder", ["ex12/eco.pcap", "ex12/answers.yaml"], 0, 1],
    ["the exact name before others", ["a.pcap", "capture.pcap", "answers.yaml"], 1, 2],
    ["the upper of two folders", ["old/capture.pcap", "capture.pcap", "answers.yaml"], 1, 2],
    ["what Windows hides", ["capture.pcap", "respostas.yaml.txt"], 0, 1],
    ["a text for a capture", ["captura.txt", "answers.yaml"], 0, 1],
    ["something packed", ["capture.pcap.gz", "answers.yaml"], 0, 1],
    ["a misspelt name", ["capture.pcap", "anwsers.yaml", "docker-compose.yml"], 0, 1],
  ])("finds them by %s", async (_, names, capture, answers) => {
    const { files, programs } = await open(...names);
    expect(files).toEqual({ capture: names[capture], answers: names[answers] });
    expect(programs).toEqual({});
  });

  it("may miss one of the two, and says what is there", async () => {
    const { files, candidates } = await open("answers.yaml", "server.py");
    expect(files).toEqual({ answers: "answers.yaml" });
    expect(candidates).toEqual(["answers.yaml", "server.py"]);
    expect((await open("capture.pcap", "sockgrade.yaml")).files).toEqual({
      capture: "capture.pcap",
    });
  });

  it("lists several that would do", async () => {
    const folder = await tempFolder({ "a.pcap": "", "b.pcapng": "", "answers.yaml": "" });
    expect(await errorOf(folder)).toBe(
      "Expected one file for the capture in FOLDER, got 2 (a.pcap, b.pcapng); name the right one capture.pcapng, or leave the others out",
    );
  });

  it("says what it looked for in a folder with neither", async () => {
    const folder = await tempFolder({ "server.py": "" });
    expect(await errorOf(folder)).toBe(
      "Expected a capture file (capture.pcapng, capture.pcap) and answers (answers.yaml, respostas.yaml) in FOLDER, got server.py",
    );
  });

  it("refuses a link to elsewhere, and a pipe", async () => {
    const link = await tempFolder({ "answers.yaml": "" });
    await symlink("/etc/passwd", join(link, "capture.pcap"));
    expect(await errorOf(link)).toContain("capture.pcap, but it is a link to outside");
    const pipe = await tempFolder({ "capture.pcap": "" });
    const path = join(pipe, "respostas.yaml");
    expect((await runToEnd(["mkfifo", path], { ...plain, timeoutMs: 30_000 })).code).toBe(0);
    expect(await errorOf(pipe)).toContain("respostas.yaml, but it is not a regular file");
  });
});
