import { chmod, copyFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { plain } from "../process/testing.ts";
import { runToEnd } from "../process/spawn.ts";
import { gradeToJson, plainEnvironment, sockgrade } from "./run-sockgrade.ts";
import { tempFolder } from "../submission/temp-folder.ts";

const fixture = (name: string) => join(packageRoot, "fixtures", "submissions", "ex3", name);

it("keeps a file for every check that ran, with its packets alone", async () => {
  const folder = join(await tempFolder(), "made", "for it");
  const { result } = await gradeToJson(["ex3", "--reference", "--pcap", folder]);
  expect([result.score, result.capture]).toEqual([100, true]);
  const files = result.checks.map(({ id }) => `ex3-${id}.pcapng`);
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  for (const { id, capture } of result.checks) {
    const lines = await tshark(join(folder, `ex3-${id}.pcapng`), "frame.interface_name");
    expect([id, lines.length]).toEqual([id, capture?.packets]);
  }
  const syns = await tshark(
    join(folder, "ex3-connects.pcapng"),
    "frame.interface_name tcp.dstport",
    "tcp.flags.syn == 1 && tcp.flags.ack == 0",
  );
  expect(syns).toEqual(["clients\t12345", "servers\t12345"]);
});

it("tells each check's conversations, those of its own only", async () => {
  const { result } = await gradeToJson(["ex3", "--reference", "--jobs", "1"]);
  const connects = result.checks.find(({ id }) => id === "connects");
  const end = { client: { address: "127.0.0.1" }, server: { address: "127.0.0.1", port: 12_345 } };
  expect(connects?.capture?.conversations).toMatchObject([
    { protocol: "tcp", side: "client", ...end },
    { protocol: "tcp", side: "server", ...end },
  ]);
});

it.each([
  ["en", "It tried 127.0.0.1:54321, where nobody listens."],
  ["pt-BR", "Ele tentou 127.0.0.1:54321, onde ninguém escuta."],
])("says in %s where a client went whose port stands nowhere", async (language, sentence) => {
  const path = fixture("wrong-port-computed");
  const options = ["--only", "connects", "--lang", language];
  const { result } = await gradeToJson(["ex3", path, ...options]);
  const [connects] = result.checks;
  expect(connects?.cause).toMatchObject({
    kind: "not-connected",
    listening: { address: "127.0.0.1", port: 12_345 },
    attempts: [{ protocol: "tcp", to: { address: "127.0.0.1", port: 54_321 }, answer: "refused" }],
  });
  expect(connects?.message).toContain(sentence);
});

it("tells of bytes that went past the relay", async () => {
  const folder = await tempFolder();
  const reference = join(packageRoot, "exercises", "ex3-ping-pong-tcp", "reference", "python");
  await copyFile(join(reference, "server.py"), join(folder, "server.py"));
  const aside = `import socket
HOST, PORT = "127.0.0.1", 12345
d = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
d.sendto(b"psst", ("127.0.0.1", 5005))
s = socket.socket()
s.connect((HOST, PORT))
print("Conectado")
input("Digite mensagem: ")
`;
  await writeFile(join(folder, "client.py"), aside);
  const { result } = await gradeToJson(["ex3", folder, "--only", "connects"]);
  const [connects] = result.checks;
  expect(connects?.status).toBe("passed");
  expect(connects?.notes).toEqual([
    {
      kind: "past-the-relay",
      message: expect.stringContaining("4 B to 127.0.0.1:5005 over UDP") as string,
    },
  ]);
});

it("refuses a folder that can not be written", async () => {
  const file = join(await tempFolder({ taken: "" }), "taken");
  const { code, stdout, stderr } = await sockgrade(["grade", "ex3", "--reference", "--pcap", file]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^sockgrade: Expected --pcap to name a folder .*taken.*\n$/u);
});

it("refuses --pcap where there are no packets to be had", async () => {
  const args = ["grade", "ex3", "--reference", "--pcap", await tempFolder()];
  const shared = await sockgrade([...args, "--sandbox", "off"]);
  expect(shared.code).toBe(2);
  expect(shared.stderr).toMatch(/^sockgrade: --pcap: .*networks of their own.*\n$/u);
  const blind = await sockgrade(args, { env: { PATH: await pathWithBrokenTcpdump() } });
  expect(blind.code).toBe(2);
  expect(blind.stderr).toMatch(/^sockgrade: --pcap: .*tcpdump.*\n$/u);
});

it("goes without packets where tcpdump does not start, and says so once", async () => {
  const env = { PATH: await pathWithBrokenTcpdump() };
  const { stdout, code } = await sockgrade(["grade", "ex3", "--reference"], { env });
  expect(code).toBe(0);
  expect(stdout.match(/packets not seen/gu)).toHaveLength(1);
  const { result } = await gradeToJson(["ex3", fixture("wrong-port-computed")], { env });
  expect(result.capture).toBe(false);
  const connects = result.checks.find(({ id }) => id === "connects");
  expect(connects?.cause?.kind).toBe("not-connected");
  expect(connects?.message).not.toContain("tried");
  expect(connects).not.toHaveProperty("capture");
});

/** One line for each packet that the filter lets through. */
async function tshark(file: string, fields: string, filter = ""): Promise<readonly string[]> {
  const columns = fields.split(" ").flatMap((field) => ["-e", field]);
  const command = ["tshark", "-r", file, "-Y", filter, "-T", "fields", ...columns];
  const { code, stdout, stderr } = await runToEnd(command, { ...plain, timeoutMs: 30_000 });
  if (code !== 0) throw new Error(`Expected tshark to read ${file}: ${stderr}`);
  return stdout.split("\n").slice(0, -1);
}

/** The search path with a tcpdump before all others that ends at once. */
async function pathWithBrokenTcpdump(): Promise<string> {
  const folder = await tempFolder({ tcpdump: "#!/bin/sh\nexit 1\n" });
  await chmod(join(folder, "tcpdump"), 0o755);
  return `${folder}:${plainEnvironment()["PATH"]}`;
}
