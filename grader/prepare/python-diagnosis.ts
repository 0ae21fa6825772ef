import { join } from "node:path";
import { tmpdir } from "node:os";
import type { Cause } from "../model/cause.ts";
import type { Role } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { RunOnLaunch } from "./toolchain.ts";

type Causes = Readonly<Partial<Record<Role, Cause>>>;

/**
 * Compiles the programs without running them and looks for the modules that they import: syntax
 * errors and missing modules. One start of each interpreter, whatever the number of programs.
 */
export async function diagnosePython(
  launches: readonly Launch[],
  run: RunOnLaunch,
): Promise<Causes> {
  // A command of the manifest may hide the program behind a shell or behind options.
  const direct = launches.filter(({ command }) => /\.py$/i.test(command[1] ?? ""));
  const interpreters = [...new Set(direct.map(({ command }) => command[0] ?? ""))];
  const all = await Promise.all(
    interpreters.map((one) =>
      ask(
        one,
        direct.filter(({ command }) => command[0] === one),
        run,
      ),
    ),
  );
  return Object.assign({}, ...all) as Causes;
}

async function ask(
  interpreter: string,
  launches: readonly Launch[],
  runTool: RunOnLaunch,
): Promise<Causes> {
  const input = JSON.stringify(
    launches.map(({ role, cwd, command }) => ({ role, path: join(cwd, command[1] ?? "") })),
  );
  const { HOME, ...env } = launches[0]?.env ?? {};
  // An empty folder to stand in, because a student's socket.py beside us would be imported by us.
  const run = await runTool({
    command: [interpreter, "-E", "-s", "-c", script],
    cwd: HOME ?? tmpdir(),
    env,
    interpreters: [interpreter],
    timeoutMs: 20_000,
    input,
  });
  const causes: Partial<Record<Role, Cause>> = {};
  for (const found of parse(run.stdout)) {
    const launch = launches.find(({ role }) => role === found.role);
    if (launch !== undefined) causes[launch.role] = toCause(launch, found);
  }
  return causes;
}

type Found = Readonly<{
  role: string;
  line: number | null;
  text: string | null;
  error: string | null;
  module: string | null;
}>;

function parse(stdout: string): readonly Found[] {
  try {
    return JSON.parse(stdout) as readonly Found[];
  } catch {
    // The interpreter itself did not run; then the program's own crash is all there is to tell.
    return [];
  }
}

function toCause({ role, file }: Launch, { line, text, error, module }: Found): Cause {
  if (module !== null) return { kind: "module-missing", role, module };
  return {
    kind: "syntax-error",
    role,
    place: { file, line: line ?? undefined, text: text ?? undefined },
    error: error ?? "",
  };
}

/**
 * Runs on Python 2.7 and on every Python 3. `find_spec` of a top-level name imports nothing. Imports
 * inside of functions and of try are left out: such programs may run without the module.
 */
const script = `
import ast, json, os, sys, warnings
warnings.simplefilter("ignore")
try:
    from importlib.util import find_spec
except ImportError:
    import imp
    def find_spec(name):
        try:
            return name in sys.builtin_module_names or imp.find_module(name)
        except ImportError:
            return None
base = [folder for folder in sys.path if folder]

def imported(tree):
    for node in tree.body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]

def is_missing(name):
    try:
        return find_spec(name) is None
    except Exception:
        return name not in sys.modules

def line_of(data, number):
    lines = data.splitlines()
    if not number or number > len(lines):
        return None
    return lines[number - 1].decode("utf-8", "replace").strip()

def look(role, path):
    found = {"role": role, "line": None, "text": None, "error": None, "module": None}
    with open(path, "rb") as file:
        data = file.read()
    try:
        tree = compile(data, os.path.basename(path), "exec", ast.PyCF_ONLY_AST, True)
        compile(data, os.path.basename(path), "exec", 0, True)
    except SyntaxError as error:
        text = line_of(data, error.lineno)
        found.update(line=error.lineno, text=text, error="%s: %s" % (type(error).__name__, error.msg))
        return found
    except Exception as error:
        found["error"] = "%s: %s" % (type(error).__name__, error)
        return found
    sys.path[:] = [os.path.dirname(path)] + base
    found["module"] = next((name for name in imported(tree) if is_missing(name)), None)
    return found if found["module"] else None

asked = json.loads(sys.stdin.read())
print(json.dumps([found for found in (look(one["role"], one["path"]) for one in asked) if found]))
`;
