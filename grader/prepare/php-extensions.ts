import { runToEnd } from "../process/spawn.ts";
import { stripComments } from "../submission/strip-comments.ts";
import type { Bench } from "./toolchain.ts";

/**
 * What to say where sources call functions of an extension that this PHP was built or packaged without:
 * a machine's failure, because the student's PHP has it. Sources that ask for it themselves do without.
 */
export async function missingExtension(
  texts: readonly string[],
  php: string,
  { env }: Pick<Bench, "env">,
): Promise<string | undefined> {
  const code = texts.map((text) => stripComments(text, "php", "blank"));
  const called = extensions.filter(({ calls }) => code.some((text) => calls.test(text)));
  const asks = code.some((text) => /\b(?:function_exists|extension_loaded)\s*\(/u.test(text));
  if (called.length === 0 || asks) return undefined;
  const loaded = await loadedIn(php, env);
  const missing = called.find(({ name }) => loaded?.includes(name) === false);
  return (
    missing && `PHP's extension ${missing.name} is not installed: apt-get install ${missing.debian}`
  );
}

const extensions = [
  { name: "sockets", calls: /(?<![\w>:$])socket_[a-z_]+\s*\(/u, debian: "php-common" },
  { name: "pcntl", calls: /(?<![\w>:$])pcntl_[a-z_]+\s*\(/u, debian: "php-cli" },
  { name: "mbstring", calls: /(?<![\w>:$])mb_[a-z_]+\s*\(/u, debian: "php-mbstring" },
  { name: "readline", calls: /(?<![\w>:$])readline(?:_[a-z_]+)?\s*\(/u, debian: "php-readline" },
] as const;

async function loadedIn(php: string, env: Bench["env"]): Promise<readonly string[] | undefined> {
  const known = loaded.get(php) ?? ask(php, env);
  loaded.set(php, known);
  return await known;
}

const loaded = new Map<string, Promise<readonly string[] | undefined>>();

async function ask(php: string, env: Bench["env"]): Promise<readonly string[] | undefined> {
  const script = 'echo implode("\\n", get_loaded_extensions());';
  const { code, stdout } = await runToEnd([php, "-r", script], {
    cwd: "/",
    env,
    timeoutMs: 10_000,
  });
  return code === 0 ? stdout.split("\n").map((name) => name.trim().toLowerCase()) : undefined;
}
