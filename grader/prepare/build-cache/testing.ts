import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RunTool, ToolRequest } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { workplaceIn } from "../prepare.ts";

/** For tests: runs a tool here, without a sandbox. */
export const runHere: RunTool = ({ command, input = "", ...settings }) =>
  runToEnd(command, { ...settings, input });

/** For tests: a submission in a folder, and a shell as the compiler that makes something of it in `$OUT`. */
export async function requestIn(
  folder: string,
  script: string,
  files: Readonly<Record<string, string>> = { "a.c": "int main(void) { return 0; }\n" },
): Promise<ToolRequest> {
  const workplace = workplaceIn(folder);
  await mkdir(join(workplace.out, "it"), { recursive: true });
  await mkdir(workplace.home, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workplace.submission, path)), { recursive: true });
    await writeFile(join(workplace.submission, path), content);
  }
  return {
    workplace,
    command: ["/bin/sh", "-c", script],
    cwd: workplace.submission,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", OUT: join(workplace.out, "it") },
    interpreters: ["/bin/sh"],
    timeoutMs: 60_000,
    takes: ["out"],
  };
}
