import { expect, test, vi } from "vitest";
import { runToEnd } from "../process/spawn.ts";
import { findPython } from "./python-interpreter.ts";
import { findPython2 } from "./python2.ts";

const syntax: readonly (readonly [string, string, number])[] = [
  ['import socket\nprint "Esperando"\n', "print statement", 2],
  ["x = 1\nif x: print x\n", "print statement", 2],
  ["for x in []:\n    print 'a', x\n", "print statement", 2],
  ['print u"ol\\xe1"\n', "print statement", 1],
  ["try:\n    x = 1\nexcept ValueError, e:\n    pass\n", "except X, e", 3],
  ['raise ValueError, "x"\n', "raise X, message", 1],
  ['exec "x = 1"\n', "exec statement", 1],
  ["if 1 <> 2: pass\n", "<>", 1],
  ["x = `1`\n", "backticks", 1],
  ['"""\nprint "in a docstring"\n"""\nprint "outside"\n', "print statement", 4],
];

test.each(syntax)("%j is Python 2", (source, construct, line) => {
  const text = source.split("\n")[line - 1]?.trim();
  expect(findPython2(source)).toEqual({ construct, line, text });
});

const names: readonly (readonly [string, string, number])[] = [
  ["msg = raw_input('> ')\nprint(msg)\n", "raw_input", 1],
  ["for i in xrange(3): pass\n", "xrange", 1],
  ["import SocketServer\n", "import SocketServer", 1],
  ["import sys\nprint >>sys.stderr, 'x'\n", "print statement", 2],
  ["try:\n    x = raw_input()\nexcept:\n    pass\n", "raw_input", 2],
];

test.each(names)("%j is Python 2 though it compiles", (source, construct, line) => {
  expect(findPython2(source)).toMatchObject({ construct, line });
});

const python3 = [
  "print('a')\n",
  "print ('a')\n",
  "print\n",
  "x = [print]\n",
  "printer = 1\nprint_all = printer\n",
  "x = (print if True else None)\n",
  "# print 'a'\n",
  "x = '''\nprint \"a\"\n'''\n",
  "x = 'print \"a\" <> `b`'\n",
  "def raw_input(text): return input(text)\nraw_input('a')\n",
  "raw_input = input\nraw_input('a')\n",
  "try:\n    raw_input\nexcept NameError:\n    raw_input = input\n",
  "try:\n    x = raw_input('a')\nexcept NameError:\n    x = input('a')\n",
  "try:\n    input = raw_input\nexcept:\n    pass\n",
  "import sys\nif sys.version_info[0] < 3:\n    raw_input('a')\n",
  "try:\n    import SocketServer\nexcept ImportError:\n    import socketserver\n",
  "class A:\n    def raw_input(self): pass\nA().raw_input()\n",
  "try:\n    pass\nexcept (ValueError, TypeError) as e:\n    pass\n",
  "exec('x = 1')\n",
  "x = 'it''s' # don't\nprint('a')\n",
];

test.each(python3)("%j is not", (source) => {
  expect(findPython2(source)).toBeUndefined();
});

test("a module of the student's own may be called as one of Python 2", () => {
  expect(findPython2("import Queue\n", ["Queue"])).toBeUndefined();
});

test("what neither Python runs is told apart", () => {
  expect(findPython2('name = "a"\nprint f"oi {name}"\n')?.mixedWith).toBe("f-string");
  expect(findPython2('def f(a) -> int: return 1\nprint "a"\n')?.mixedWith).toBe("->");
});

test("Python 3 agrees: it refuses every sign of syntax and compiles everything else", async () => {
  const python = (await findPython(3, process.env)) ?? "";
  const script = `
import json, sys
def compiles(text):
    try:
        compile(text, "x", "exec")
        return True
    except SyntaxError:
        return False
print(json.dumps([compiles(text) for text in json.load(sys.stdin)]))`;

  // Real compilers, interpreters and disks on a busy machine.
  vi.setConfig({ testTimeout: 120_000 });
  const input = JSON.stringify([
    ...syntax.map(([source]) => source),
    ...names.map(([source]) => source),
    ...python3,
  ]);
  const { stdout } = await runToEnd([python, "-W", "ignore", "-c", script], {
    cwd: "/",
    env: {},
    timeoutMs: 30_000,
    input,
  });
  const expected = [
    ...syntax.map(() => false),
    ...names.map(() => true),
    ...python3.map(() => true),
  ];
  expect(JSON.parse(stdout)).toEqual(expected);
});
