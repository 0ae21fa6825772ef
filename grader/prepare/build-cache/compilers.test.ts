import { appendFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Prepared } from "../../model/submission.ts";
import type { RunTool } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { openSubmission } from "../../submission/open.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { prepare } from "../prepare.ts";
import { openBuildCache } from "./build-cache.ts";
import { runHere } from "./testing.ts";

vi.setConfig({ testTimeout: 120_000 });

const cServer = `#include "port.h"
#include <stdio.h>
#include <sys/socket.h>
int main(void) { printf("server %d\\n", PORT); if (0) accept(0, 0, 0); return 0; }
`;
const javaClient = `public class Client {
  public static void main(String[] args) throws Exception {
    System.out.println(new Part().name());
    if (args.length > 9) new java.net.Socket("localhost", 12345);
  }
}
`;
const files = {
  "server/server.c": cServer,
  "server/port.h": "#define PORT 12345\n",
  "client/Client.java": javaClient,
  "client/Part.java": 'class Part { String name() { return "client"; } }\n',
};

test("gcc and javac run once for the same sources, and what they made runs", async () => {
  const grade = await grading();
  const folder = await tempFolder(files);
  expect(await grade(folder)).toEqual({ compilers: 2, said: ["server 12345\n", "client\n"] });
  expect(await grade(folder)).toEqual({ compilers: 0, said: ["server 12345\n", "client\n"] });
  const elsewhere = await tempFolder();
  await rename(folder, join(elsewhere, "renamed"));
  expect((await grade(join(elsewhere, "renamed"))).compilers).toBe(0);
});

test("a header, or a class of the other file, is a part of what is built", async () => {
  const grade = await grading();
  const folder = await tempFolder(files);
  await grade(folder);
  await appendFile(join(folder, "server", "port.h"), "#undef PORT\n#define PORT 7\n");
  expect((await grade(folder)).said).toEqual(["server 7\n", "client\n"]);
});

test("a compile error is told as the first time", async () => {
  const grade = await grading();
  const broken = { ...files, "server/server.c": "int main(void) { return accept( }\n" };
  const first = await grade(await tempFolder(broken));
  const second = await grade(await tempFolder(broken));
  expect(second).toEqual({ ...first, compilers: 0 });
  expect(second.said[0]).toMatch(/^server\/server\.c:1:\d+: error/u);
});

/** Prepares a submission with one cache, and tells what its programs say, or why there is none. */
async function grading() {
  const host = { ...process.env, XDG_CACHE_HOME: await tempFolder() };
  const builds = () => Promise.resolve(openBuildCache({ host, edition: "test" }));
  return async (folder: string) => {
    const runTool = vi.fn<RunTool>(runHere);
    const options = { workDir: await tempFolder(), host, runTool, builds };
    const { server, client } = await prepare(await openSubmission(folder), options);
    const said = [await outputOf(server), await outputOf(client)];
    return { compilers: runTool.mock.calls.length, said };
  };
}

async function outputOf(prepared: Prepared | undefined): Promise<string> {
  if (prepared?.status === "broken" && prepared.cause.kind === "does-not-compile")
    return prepared.cause.output;
  expect(prepared).toMatchObject({ status: "ready" });
  const { launch } = prepared as Extract<Prepared, { status: "ready" }>;
  const settings = { cwd: launch.cwd, env: launch.env, timeoutMs: 60_000 };
  const { stdout, stderr } = await runToEnd(launch.command, settings);
  return stdout + stderr;
}
