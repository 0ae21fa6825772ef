import type { Toolchain } from "../toolchain.ts";
import { c } from "./c.ts";
import { cpp } from "./cpp.ts";
import { command } from "./command.ts";
import { csharp } from "./csharp.ts";
import { goToolchain } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { php } from "./php.ts";
import { kotlin } from "./kotlin.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";
import { typescript } from "./typescript.ts";

/** Every language that programs can be written in. */
export const toolchains: readonly Toolchain[] = [
  python,
  java,
  kotlin,
  c,
  cpp,
  csharp,
  javascript,
  typescript,
  goToolchain,
  rust,
  php,
  ruby,
  command,
];
