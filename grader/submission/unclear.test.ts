import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import ex3 from "../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../exercises/ex4-ping-pong-udp/spec.ts";
import ex5 from "../../exercises/ex5-multicast/spec.ts";
import { handInOf } from "../exercise/hand-in.ts";
import { RequestError } from "../model/request-error.ts";
import type { Exercise } from "../spec/exercise.ts";
import { openSubmission } from "./open.ts";
import { both, group } from "./sample-programs.ts";
import { pythonClient, pythonServer, tempFolder } from "./temp-folder.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

async function errorOf(files: Files, exercise: Exercise = ex3): Promise<string> {
  const folder = await tempFolder(files);
  const error: unknown = await openSubmission(folder, handInOf(exercise)).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RequestError);
  return (error as RequestError).message.replace(folder, "FOLDER");
}

/** What a message suggests is a manifest as it stands: whoever pastes it has two programs. */
async function settled(files: Files, message: string, exercise: Exercise = ex3) {
  const [, ...lines] = message.split("\n");
  const folder = await tempFolder({ ...files, "sockgrade.yaml": lines.join("\n") });
  return (await openSubmission(folder, handInOf(exercise))).programs;
}

describe("several programs for one role", () => {
  test("are listed with what speaks for each, and a line for each role", async () => {
    const files = {
      "a/servidor.py": pythonServer,
      "a/cliente.py": pythonClient,
      "b/servidor.py": pythonServer,
      "b/cliente.py": pythonClient,
    };
    const message = await errorOf(files);
    expect(message.split("\n")).toEqual([
      "Expected one program for each role in FOLDER, got 2 for the server (a/servidor.py, b/servidor.py) and 2 for the client (a/cliente.py, b/cliente.py); say which one in sockgrade.yaml:",
      "# a/servidor.py: its name, its code listens, TCP",
      "# b/servidor.py: its name, its code listens, TCP",
      "# a/cliente.py: its name, its code connects, TCP",
      "# b/cliente.py: its name, its code connects, TCP",
      "server: { run: a/servidor.py }",
      "client: { run: a/cliente.py }",
    ]);
    expect(await settled(files, message)).toMatchObject({
      server: { file: "a/servidor.py", why: { by: "manifest" } },
      client: { file: "a/cliente.py" },
    });
  });

  test.each([
    ["blanks and accents", "servidor única.py", "servidor única 2.py"],
    ["what YAML reads otherwise", "server: a.py", "server #b.py"],
    ["quotes", `servidor "um".py`, "servidor 'dois'.py"],
    ["braces", "server{1}.py", "server{2}.py"],
    ["numbers and dashes", "-server 1.py", "1 server.py"],
    ["backslashes and dollars", "server\\n.py", "server$HOME.py"],
  ])("the suggestion holds for %s", async (_, one, other) => {
    const files = { [one]: pythonServer, [other]: pythonServer, "client.py": pythonClient };
    const programs = await settled(files, await errorOf(files));
    expect(Object.keys(files)).toContain(programs.server?.file);
    expect(programs.client?.file).toBe("client.py");
  });

  test("the suggestion names an interpreter where there is no extension", async () => {
    const files = { "servidor A": pythonServer, "servidor B": pythonServer, cliente: pythonClient };
    const message = await errorOf(files);
    expect(message).toContain(
      `server: { run: "python3 'servidor A'" }\nclient: { run: "python3 cliente" }`,
    );
    expect(await settled(files, message)).toMatchObject({
      server: { file: "servidor A", language: "python" },
      client: { file: "cliente", language: "python" },
    });
  });

  test.each([
    ["ruby", "#!/usr/bin/env ruby\nrequire 'socket'\nTCPServer.new(1).accept\n"],
    ["php", "<?php\n$s = socket_create_listen(1);\nsocket_accept($s);\n"],
  ])("and knows that interpreter: %s", async (language, source) => {
    const files = { "servidor A": source, "servidor B": source, "client.py": pythonClient };
    const programs = await settled(files, await errorOf(files));
    expect(programs.server).toMatchObject({ file: "servidor A", language });
  });

  test("receivers and senders have their own names in it", async () => {
    const files = { "a.py": group.receiver, "b.py": group.receiver, "c.py": group.sender };
    const message = await errorOf(files, ex5);
    expect(message).toContain("receiver: { run: a.py }\nsender: { run: c.py }");
    expect(message).toContain("# b.py: its code receives, multicast");
  });

  test("two programs that are both at once", async () => {
    const files = { "um.py": both.argv, "dois.py": both.argv };
    const message = await errorOf(files);
    expect(message).toContain(
      'server: { run: "dois.py server" }\nclient: { run: "dois.py client" }',
    );
    expect((await settled(files, message)).client?.file).toBe("dois.py");
  });
});

test("a program that asks which role it is: what to type, for whoever knows to say so", async () => {
  const files = { "chat de voz.py": both.menu };
  const message = await errorOf(files);
  expect(message).toBe(
    'Expected a program for each role in FOLDER, got chat de voz.py, which asks on its keyboard which one to be; say in sockgrade.yaml what to type:\nserver: { run: "chat de voz.py", stdin: ["1"] }\nclient: { run: "chat de voz.py", stdin: ["2"] }',
  );
  expect(await settled(files, message)).toMatchObject({
    server: { file: "chat de voz.py", manifest: { stdin: ["1"] } },
    client: { file: "chat de voz.py", manifest: { stdin: ["2"] } },
  });
  const beside = await tempFolder({
    ...files,
    "server.py": pythonServer,
    "client.py": pythonClient,
  });
  expect((await openSubmission(beside)).programs.server?.file).toBe("server.py");
});

test("one program that is both and is not told which", async () => {
  expect(await errorOf({ "tudo.py": both.threads })).toMatch(
    /; tudo\.py both listens and connects: hand in two programs, or say in sockgrade\.yaml how it is started as the server and as the client$/,
  );
});

describe("no program at all: what is there instead, by name", () => {
  test.each<readonly [string, Files, RegExp]>([
    [
      "a notebook",
      { "Redes.ipynb": "{}" },
      /; Redes\.ipynb is a notebook: hand in its cells as programs, one file for each role/,
    ],
    [
      "a document",
      { "trabalho.docx": "PK", "print.png": "" },
      /; trabalho\.docx is a document: hand in the programs themselves$/,
    ],
    ["a PDF", { "relatório.PDF": "%PDF" }, /; relatório\.PDF is a document/],
    [
      "pictures",
      { "tela1.png": "", "tela2.jpeg": "" },
      /; tela1\.png is a picture: hand in the programs themselves$/,
    ],
    [
      "compiled classes",
      { "Server.class": "", "Client.class": "" },
      /; Client\.class is a compiled program: hand in its source$/,
    ],
    [
      "a program for Linux",
      { Server: "\u007fELF\u0002" },
      /; Server is a compiled program \(ELF\): hand in its source$/,
    ],
    [
      "a program for Windows",
      { servidor: "MZ\u0090" },
      /; servidor is a compiled program for Windows/,
    ],
    ["a shell script", { server: "#!/bin/bash\nnc -l 12345\n" }, /; server is a script for bash$/],
    [
      "C without an ending",
      { server: "#include <stdio.h>\nint main() {}\n" },
      /; server is C or C\+\+, but its name does not say so$/,
    ],
    [
      "an ending that Windows hides",
      { "server.py.txt": pythonServer },
      /; server\.py\.txt is a text, as Windows hides the \.txt of its name: take that off$/,
    ],
    ["an archive", { "trabalho.RAR": "" }, /; trabalho\.RAR is an archive: unpack it$/],
  ])("%s", async (_, files, expected) => {
    expect(await errorOf(files)).toMatch(expected);
  });
});

test("a name without an extension may be odd, empty, or lead elsewhere", async () => {
  const folder = await tempFolder({
    "server.py": pythonServer,
    "client.py": pythonClient,
    vazio: "",
    "#!": "#!",
    "só env": "#!/usr/bin/env",
    zeros: new Uint8Array(64),
    meia: Uint8Array.of(0xff, 0xfe, 0x41),
  });
  await symlink("/etc/hostname", join(folder, "cliente"));
  expect((await openSubmission(folder, handInOf(ex4))).programs.server?.file).toBe("server.py");
});
