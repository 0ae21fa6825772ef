import { everywhere } from "../../model/system-tool.ts";
import { nativeToolchain } from "../native/native.ts";

/** g++, or whatever C++ compiler the system has, with the standard that it takes by itself. */
export const cpp = nativeToolchain({
  language: "cpp",
  compiler: {
    names: ["g++", "c++", "clang++"],
    packages: { ...everywhere("gcc-c++"), apt: "g++", apk: "g++", pacman: "gcc" },
    versionArgs: ["--version"],
  },
  flags: [],
  standards: ["-std=gnu++20"],
  parts: /\.(?:c|cc|cpp|cxx|c\+\+)$/i,
});
