import { findSdk, withDotnet } from "../csharp/dotnet.ts";
import { mcs, mono, withMono } from "../csharp/mono.ts";
import { readCsharpProject } from "../csharp/project.ts";
import { findProgram } from "../find-program.ts";
import { findLanguageTool } from "../language-tool.ts";
import type { Built, Toolchain } from "../toolchain.ts";

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
    const built = sdk && (await withDotnet(source, project, sdk, bench));
    // An SDK that does not work here must not stand in the way of what does.
    const wantsMono = built === undefined || built.status === "unavailable";
    if (!wantsMono || typeof compiler !== "string" || typeof machine !== "string")
      return built as Built;
    const other = await withMono(source, project, { mcs: compiler, mono: machine }, bench);
    return other.status === "unavailable" ? (built ?? other) : other;
  },
};
