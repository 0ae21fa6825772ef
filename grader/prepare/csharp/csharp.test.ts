import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import { findPrograms } from "../find-program.ts";
import { causeOf, launchOf, prepareFiles, runLaunch } from "../toolchains/prepare-files.ts";
import { findSdk } from "./dotnet.ts";

// Compilers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Ends without flushing: only what comes out at once is seen. */
const main = (body: string) =>
  `using System;\nusing System.Linq;\nclass Program {\n  static void Main(string[] args) {\n    ${body}\n    System.Diagnostics.Process.GetCurrentProcess().Kill();\n  }\n}\n`;

/** A machine with Mono and nothing else. */
async function prepareWithMono(files: Parameters<typeof prepareFiles>[0]) {
  const bin = await tempFolder();
  for (const name of ["mcs", "mono"]) {
    const [path = ""] = await findPrograms(name, process.env["PATH"]);
    await symlink(path, join(bin, name));
  }
  return await prepareFiles(files, { PATH: bin });
}

describe("C# with Mono", () => {
  test("parts beside it, another Main in the same folder, Latin-1; Write() comes out at once", async () => {
    const { server, client } = await prepareWithMono({
      "Server.cs": main("int unused = 1;\n    Console.Write(Part.Text + args.Length);"),
      "Cliente.cs": Buffer.from(main('Console.Write("ação" + new[] { 1 }.Sum());'), "latin1"),
      "Part.cs": 'static class Part { public static string Text = "p"; }\n',
    });
    expect((await runLaunch(server, ["x"])).stdout).toBe("p1");
    expect((await runLaunch(client)).stdout).toBe("ação1");
    expect(launchOf(server).notes).toMatchObject([
      {
        kind: "compiler-warnings",
        warnings: expect.stringMatching(/^Server\.cs:5: CS0219: /) as string,
      },
    ]);
  });

  test("a project's folder is the program, and the other project is not", async () => {
    const { server, client } = await prepareWithMono({
      "Servidor/Servidor.csproj": "<Project />",
      "Servidor/Program.cs": main("Console.Write(Net.Part.Text);"),
      "Servidor/Net/Part.cs":
        'namespace Net { static class Part { public static string Text = "s"; } }\n',
      "Cliente/Cliente.csproj": "<Project />",
      "Cliente/Program.cs": main("Console.Write(Net.Part.Text);"),
      "Cliente/Net/Part.cs":
        'namespace Net { static class Part { public static string Text = "c"; } }\n',
    });
    expect((await runLaunch(server)).stdout).toBe("s");
    expect((await runLaunch(client)).stdout).toBe("c");
  });

  test("what does not compile is shown with the student's file and line", async () => {
    const { server } = await prepareWithMono({ "src/Server.cs": main("int x = y;") });
    expect(causeOf(server)).toEqual({
      kind: "does-not-compile",
      role: "server",
      output: expect.stringMatching(/^src\/Server\.cs\(5,13\): error CS0103: [^\n]*$/) as string,
      place: { file: "src/Server.cs", line: 5 },
    });
  });

  test.each([
    ["no Main", 'using System;\nConsole.WriteLine("x");\n'],
    ["a namespace without braces", `namespace Redes;\n${main("").replace(/using.*\n/g, "")}`],
    ["nullable reference types", main("string? line = Console.ReadLine();")],
  ])("%s is C# that Mono's compiler does not know", async (what, text) => {
    const { server } = await prepareWithMono({ "server.cs": text });
    expect(server).toEqual({
      status: "unavailable",
      error: `server.cs has ${what}, which mono's compiler does not know: install the .NET SDK (dotnet)`,
    });
  });

  test("without a compiler nobody can tell", async () => {
    const { server } = await prepareFiles({ "server.cs": main("") }, { PATH: "/nowhere" });
    expect(server).toEqual({
      status: "unavailable",
      error: "mcs is not installed: apt-get install mono-mcs",
    });
  });
});

test("the newest SDK beside the real dotnet is taken", async () => {
  const root = await tempFolder({ "dotnet/dotnet": "" });
  const runtime = join(root, "dotnet/shared/Microsoft.NETCore.App/8.0.11");
  for (const folder of ["dotnet/sdk/8.0.99", "dotnet/sdk/8.0.110", "bin"])
    await mkdir(join(root, folder), { recursive: true });
  await mkdir(runtime, { recursive: true });
  for (const name of ["System.Runtime.dll", "libcoreclr.so", "System.IO.Compression.Native.dll"])
    await writeFile(join(runtime, name), "");
  await symlink("../dotnet/dotnet", join(root, "bin/dotnet"));
  expect(await findSdk(join(root, "bin/dotnet"))).toEqual({
    host: join(root, "dotnet/dotnet"),
    compiler: join(root, "dotnet/sdk/8.0.110/Roslyn/bincore/csc.dll"),
    assemblies: [join(runtime, "System.Runtime.dll")],
    runtime: "8.0.11",
  });
});
