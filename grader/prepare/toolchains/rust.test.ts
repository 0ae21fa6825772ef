import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { tempFolder } from "../../submission/temp-folder.ts";
import { causeOf, launchOf, prepareFiles, runLaunch } from "./prepare-files.ts";

// A compiler on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const say = (text: string) => `fn main() {\n    println!("${text}");\n}\n`;
const manifest = (name: string, more = "") =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${more}`;

test("files that stand alone, with a module beside them, started by the compiler itself", async () => {
  const { server, client } = await prepareFiles({
    "my-server.rs":
      'mod frame;\nfn main() {\n    let a: Vec<String> = std::env::args().skip(1).collect();\n    println!("{} {:?}", frame::NAME, a);\n}\n',
    "client.rs":
      'use std::io::{self, Write};\nfn main() {\n    print!("Digite: ");\n    io::stdout().flush().unwrap();\n    let v: Vec<u8> = Vec::new();\n    println!("{}", v[std::env::args().count()]);\n}\n',
    "frame.rs": 'pub const NAME: &str = "ação";\n',
  });
  expect((await runLaunch(server, ["7"])).stdout).toBe('ação ["7"]\n');
  expect(launchOf(server).shown).toEqual(["./my-server"]);
  const { stdout, stderr, code } = await runLaunch(client);
  expect([stdout, code]).toEqual(["Digite: ", 101]);
  expect(stderr).toContain("client.rs:6:");
});

test("what only Rust 2015 reads is still read, as rustc does by itself", async () => {
  const { server } = await prepareFiles({
    "server.rs":
      'trait T { fn f(&self, u8) {} }\nfn main() {\n    let async = "oi";\n    println!("{}", async);\n}\n',
  });
  expect((await runLaunch(server)).stdout).toBe("oi\n");
});

test("a Cargo package with two programs: nothing but they is kept, and one that does not compile leaves the other alone", async () => {
  const files = {
    "Cargo.toml": manifest("redes", 'rust-version = "1.999"\n\n[dependencies]\n').replace(
      "2021",
      "2099",
    ),
    "src/lib.rs": 'pub const NAME: &str = "redes";\n',
    "src/bin/server.rs":
      'fn main() {\n    println!("{} {:?}", redes::NAME, std::env::current_dir().unwrap().file_name());\n}\n',
  };
  const good = await prepareFiles({ ...files, "src/bin/client.rs": say("cliente") });
  expect((await runLaunch(good.server)).stdout).toBe('redes Some("submission")\n');
  expect((await runLaunch(good.client)).stdout).toBe("cliente\n");
  expect(launchOf(good.server).shown).toEqual(["cargo", "run", "--bin", "server"]);
  const made = dirname(dirname(launchOf(good.server).command[0] ?? ""));
  expect(await readdir(made, { recursive: true })).toHaveLength(3);

  const bad = await prepareFiles({ ...files, "src/bin/client.rs": say("{x}") });
  expect((await runLaunch(bad.server)).stdout).toBe('redes Some("submission")\n');
  expect(causeOf(bad.client)).toMatchObject({ kind: "does-not-compile", role: "client" });
  expect(JSON.stringify(causeOf(bad.client))).toContain("src/bin/client.rs:2:16");
});

test("a workspace of two packages, with a lock file that only a newer cargo would read", async () => {
  const common = 'common = { path = "../common" }\n';
  const { server, client } = await prepareFiles({
    "Cargo.toml": '[workspace]\nmembers = ["server", "client", "common"]\nresolver = "2"\n',
    "Cargo.lock": "version = 99\n",
    "server/Cargo.toml": manifest("servidor-tcp", `\n[dependencies]\n${common}`),
    "server/src/main.rs": 'fn main() {\n    println!("{}", common::NAME);\n}\n',
    "client/Cargo.toml": manifest("cliente-tcp"),
    "client/src/main.rs": say("cliente"),
    "common/Cargo.toml": manifest("common"),
    "common/src/lib.rs": 'pub const NAME: &str = "comum";\n',
  });
  expect((await runLaunch(server)).stdout).toBe("comum\n");
  expect((await runLaunch(client)).stdout).toBe("cliente\n");
  expect(launchOf(server).shown).toEqual(["cargo", "run"]);
});

test("a crate that is not vendored is named; one that is, is there", async () => {
  const dependent = {
    "Cargo.toml": manifest("redes", '\n[dependencies]\nframe = "1"\n'),
    "src/bin/server.rs": 'fn main() {\n    println!("{}", frame::NAME);\n}\n',
  };
  const without = await prepareFiles(dependent);
  expect(causeOf(without.server)).toMatchObject({ kind: "module-missing", module: "frame" });
  const vendored = await prepareFiles({
    ...dependent,
    "vendor/frame/Cargo.toml": manifest("frame").replace("0.1.0", "1.0.0"),
    "vendor/frame/.cargo-checksum.json": '{"files":{}}',
    "vendor/frame/src/lib.rs": 'pub const NAME: &str = "frame";\n',
  });
  expect((await runLaunch(vendored.server)).stdout).toBe("frame\n");
});

test("a mistake is told with its place, a feature of a newer compiler is the machine's failure", async () => {
  const { server, client } = await prepareFiles({
    "server.rs": 'fn main() {\n    let x: i32 = "a";\n}\n',
    "client.rs": "fn main() {\n    let x: ! = loop {};\n}\n",
  });
  expect(causeOf(server)).toMatchObject({ kind: "does-not-compile", role: "server" });
  expect(JSON.stringify(causeOf(server))).toContain("server.rs:2:18");
  expect(client).toMatchObject({
    status: "unavailable",
    error: expect.stringMatching(/Rust is too old: error\[E0658\]/u) as string,
  });
});

test("without the compiler its package is named", async () => {
  const { server } = await prepareFiles({ "server.rs": say("x") }, { PATH: await tempFolder() });
  const error = "rustc is not installed: apt-get install rustc";
  expect(server).toEqual({ status: "unavailable", error });
});
