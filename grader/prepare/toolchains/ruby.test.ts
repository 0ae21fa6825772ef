import { expect, test, vi } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import { launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";
import { screenAtKeyboard } from "./screen-at-keyboard.ts";

vi.setConfig({ testTimeout: 120_000 });

test("a prompt without a line end is there when the program waits for its keyboard", async () => {
  const { server } = await prepareFiles({ "server.rb": 'print "Digite: "\n$stdin.gets\n' });
  expect(await screenAtKeyboard(launchOf(server))).toBe("Digite: ");
});

test("its name, its arguments, its data and its backtraces are its own", async () => {
  const { server } = await prepareFiles({
    "src/server.rb":
      'require_relative "config"\nputs [$0, __FILE__, __dir__ == Dir.pwd, ARGV, PORTA, DATA.read].inspect\nputs "main" if __FILE__ == $PROGRAM_NAME\ndef fala\n  raise "oi"\nend\nfala\n__END__\ndados\n',
    "src/config.rb": "PORTA = 7777\n",
  });
  const { stdout, stderr, code } = await runLaunch(server, ["-x"]);
  expect(stdout).toBe('["server.rb", "server.rb", true, ["-x"], 7777, "dados\\n"]\nmain\n');
  expect(stderr).toMatch(
    /^server\.rb:5:in .*fala'.*: oi \(RuntimeError\)\n\s+from server\.rb:7:in/u,
  );
  expect(code).toBe(1);
  expect(launchOf(server)).toMatchObject({ shown: ["ruby", "server.rb"], ports: [7777] });
});

test("without the interpreter its package is named", async () => {
  const { server } = await prepareFiles({ "server.rb": "" }, { PATH: await tempFolder() });
  const error = "ruby is not installed: apt-get install ruby";
  expect(server).toEqual({ status: "unavailable", error });
});
