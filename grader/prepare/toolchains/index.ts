import type { Toolchain } from "../toolchain.ts";
import { c } from "./c.ts";
import { cpp } from "./cpp.ts";
import { command } from "./command.ts";
import { goToolchain } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { python } from "./python.ts";

/** Every language that programs can be written in. */
export const toolchains: readonly Toolchain[] = [
  python,
  java,
  c,
  cpp,
  javascript,
  goToolchain,
  command,
];
