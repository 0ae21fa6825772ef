import { everywhere } from "../../model/system-tool.ts";
import { nativeToolchain } from "../native/native.ts";

/** gcc, or whatever C compiler the system has. */
export const c = nativeToolchain({
  language: "c",
  compiler: {
    names: ["gcc", "cc", "clang"],
    packages: { ...everywhere("gcc"), apt: "gcc libc6-dev", apk: "gcc musl-dev" },
    versionArgs: ["--version"],
  },
  // Since version 14 these are errors to gcc; older compilers, and the handouts, let them pass.
  flags: [
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=int-conversion",
    "-Wno-error=incompatible-pointer-types",
  ],
  // C23 has words that were names before, and needs what was not needed: compilers differ in their default.
  standards: ["-std=gnu2x", "-std=gnu17"],
  parts: /\.c$/i,
});
