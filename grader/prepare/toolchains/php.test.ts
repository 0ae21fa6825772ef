import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import { launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";
import { screenAtKeyboard } from "./screen-at-keyboard.ts";

vi.setConfig({ testTimeout: 120_000 });

test("a prompt without a line end is there when the program waits for its keyboard", async () => {
  const { server } = await prepareFiles({
    "server.php": '<?php\nob_start();\nob_end_flush();\necho "Digite: ";\nfgets(STDIN);\n',
  });
  expect(await screenAtKeyboard(launchOf(server))).toBe("Digite: ");
});

test("arguments, files beside it, the sockets extension, and errors where errors belong", async () => {
  const { server } = await prepareFiles({
    "src/server.php":
      "<?php\nrequire 'config.php';\n$s = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);\nprint_r([$argv, PORTA]);\nsem_funcao();\n",
    "src/config.php": "<?php\nconst PORTA = 7777;\n",
  });
  const { stdout, stderr, code } = await runLaunch(server, ["-x"]);
  expect(stdout.replace(/\s+/gu, " ")).toContain(
    "[0] => Array ( [0] => server.php [1] => -x ) [1] => 7777",
  );
  expect([stderr.match(/Call to undefined function/gu)?.length, code]).toEqual([1, 255]);
  expect(launchOf(server)).toMatchObject({ shown: ["php", "server.php"], ports: [7777] });
});

test("an extension that this PHP lacks is the machine's failure, and named", async () => {
  const bin = await tempFolder();
  await writeFile(join(bin, "php"), "#!/bin/sh\necho Core\n");
  await chmod(join(bin, "php"), 0o755);
  const { server, client } = await prepareFiles(
    {
      "server/server.php": "<?php\n// mb_strtoupper()\n$s = socket_create(1, 2, 3);\n",
      "client/client.php": "<?php\n$o->socket_x(); Rede::mb_y(); echo 'pcntl_fork()';\n",
    },
    { PATH: `${bin}:/usr/bin:/bin` },
  );
  const error = "PHP's extension sockets is not installed: apt-get install php-common";
  expect(server).toEqual({ status: "unavailable", error });
  expect(client).toMatchObject({ status: "ready" });
});

test("without the interpreter its package is named", async () => {
  const { server } = await prepareFiles({ "server.php": "<?php\n" }, { PATH: await tempFolder() });
  const error = "php is not installed: apt-get install php-cli";
  expect(server).toEqual({ status: "unavailable", error });
});
