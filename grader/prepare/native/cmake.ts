import { type BuildTool, isSource } from "./build-tool.ts";

/** cmake(1), with make(1) to do the work; a CMakeLists.txt above others includes them. */
export const cmake: BuildTool = {
  name: "cmake",
  isBuildFile: (name) => name === "CMakeLists.txt",
  from: "topmost",
  // A cache that was handed in names folders of another machine.
  script: () =>
    `rm -f CMakeCache.txt
"$0" -G "Unix Makefiles" -S . -B "$place/build" && "$0" --build "$place/build" -- -k`,

  namesOf(file, { path = "" }) {
    const { text } = file;
    const values = new Map(
      [...text.matchAll(setting)].map(([, name = "", value = ""]) => [name, value]),
    );
    const project = /\bproject\s*\(\s*([\w.-]{1,100})/i.exec(text)?.[1] ?? "";
    values.set("PROJECT_NAME", project).set("CMAKE_PROJECT_NAME", project);
    const expand = (words: string) =>
      words.replace(/\$\{(\w{1,100})\}/g, (_, name: string) => values.get(name) ?? "");
    return [...text.matchAll(executable)].flatMap(([, words = ""]) => {
      const [name = "", ...files] = expand(words).trim().split(/\s+/);
      return files.some((word) => isSource(word, file, path)) ? [name] : [];
    });
  },
};

const setting = /\bset\s*\(\s*(\w{1,100})\s+([^)]{1,500})\)/gi;
const executable = /\badd_executable\s*\(([^)]{1,2000})\)/gi;
