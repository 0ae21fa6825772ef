import { extensionOf } from "./index.ts";

/** The name of a language that is recognised but not run without a manifest. */
export function unsupportedLanguageOf(file: string): string | undefined {
  return unsupported.get(extensionOf(file));
}

const unsupported: ReadonlyMap<string, string> = new Map([
  [".dart", "Dart"],
  [".ex", "Elixir"],
  [".exs", "Elixir"],
  [".hs", "Haskell"],
  [".ipynb", "a notebook"],
  [".lua", "Lua"],
  [".pl", "Perl"],
  [".ps1", "PowerShell"],
  [".pyw", "Python without a console"],
  [".scala", "Scala"],
  [".sh", "a shell script"],
  [".swift", "Swift"],
]);
