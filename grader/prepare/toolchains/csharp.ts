import { findSdk, withDotnet } from "../csharp/dotnet.ts";
import { mcs, mono, withMono } from "../csharp/mono.ts";
import { readCsharpProject } from "../csharp/project.ts";
import { findProgram } from "../find-program.ts";
import { findLanguageTool } from "../language-tool.ts";
import type { Toolchain } from "../toolchain.ts";

/** .NET's compiler where the machine has its SDK, else Mono's. */
export const csharp: Toolchain = {
  language: "csharp",
  tools: [mcs, mono],

  async prepare(source, bench) {
    const path = bench.env["PATH"];
    const dotnet = await findProgram(["dotnet"], path);
    const sdk = dotnet === undefined ? undefined : await findSdk(dotnet);
    const compiler = await findLanguageTool(mcs, path);
    if (sdk === undefined && typeof compiler !== "string") return compiler;
    const machine = await findLanguageTool(mono, path);
    if (sdk === undefined && typeof machine !== "string") return machine;
    const project = await readCsharpProject(source);
    if (sdk !== undefined) return await withDotnet(source, project, sdk, bench);
    const tools = { mcs: compiler as string, mono: machine as string };
    return await withMono(source, project, tools, bench);
  },
};
