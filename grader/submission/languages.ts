import type { ProgramLanguage } from "../model/submission.ts";

/** The language of a file by its extension, in any case; nothing when it is no supported source. */
export function languageOf(file: string): ProgramLanguage | undefined {
  return supported.get(extensionOf(file));
}

const supported: ReadonlyMap<string, ProgramLanguage> = new Map([
  [".py", "python"],
  [".java", "java"],
  [".c", "c"],
  [".js", "javascript"],
  [".mjs", "javascript"],
  [".cjs", "javascript"],
]);

/** The name of a language that is recognised but not yet run without a manifest. */
export function unsupportedLanguageOf(file: string): string | undefined {
  return unsupported.get(extensionOf(file));
}

const unsupported: ReadonlyMap<string, string> = new Map([
  [".cpp", "C++"],
  [".cc", "C++"],
  [".cxx", "C++"],
  [".c++", "C++"],
  [".cs", "C#"],
  [".dart", "Dart"],
  [".ex", "Elixir"],
  [".exs", "Elixir"],
  [".go", "Go"],
  [".hs", "Haskell"],
  [".ipynb", "a notebook"],
  [".jar", "a Java archive"],
  [".kt", "Kotlin"],
  [".lua", "Lua"],
  [".php", "PHP"],
  [".pl", "Perl"],
  [".ps1", "PowerShell"],
  [".pyw", "Python without a console"],
  [".rb", "Ruby"],
  [".rs", "Rust"],
  [".scala", "Scala"],
  [".sh", "a shell script"],
  [".swift", "Swift"],
  [".ts", "TypeScript"],
]);

/** The extension in lower case with its dot, or the empty string. */
export function extensionOf(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** What is said to be supported, in error messages. */
export const supportedLanguages = "Python, Java, C or JavaScript";
