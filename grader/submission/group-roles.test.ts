import { describe, expect, test } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { openSubmission } from "./open.ts";
import { tempFolder } from "./temp-folder.ts";

const receives = `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 5007))
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("224.1.1.1") + bytes(4))
print(s.recv(10240).decode())
`;
const onlyBinds = receives.replace(/^s\.setsockopt.*\n/mu, "");
const sends = `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(input().encode(), ("224.1.1.1", 5007))
`;
const java = (name: string, body: string) =>
  `public class ${name} { public static void main(String[] a) throws Exception { java.net.MulticastSocket s = new java.net.MulticastSocket(8888); ${body} } }`;
const javaReceives = (name: string) => java(name, "s.joinGroup(g); s.receive(p);");
const javaSends = (name: string) => java(name, "s.joinGroup(g); s.send(p);");

type Files = Readonly<Record<string, string>>;
const cases: readonly (readonly [string, Files, string, string])[] = [
  [
    "the handout's names",
    { "receiver.py": receives, "sender.py": sends },
    "receiver.py",
    "sender.py",
  ],
  ["server and client", { "server.py": receives, "client.py": sends }, "server.py", "client.py"],
  [
    "a client that receives",
    { "server.py": sends, "client1.py": receives },
    "client1.py",
    "server.py",
  ],
  [
    "a TCPServer that sends datagrams",
    { "TCPServer.py": sends, "UDPReceiver.py": receives },
    "UDPReceiver.py",
    "TCPServer.py",
  ],
  [
    "the handout's Java classes",
    { "MReceiver.java": javaReceives("MReceiver"), "MSender.java": javaSends("MSender") },
    "MReceiver.java",
    "MSender.java",
  ],
  [
    "Java classes the other way round",
    { "Server.java": javaSends("Server"), "Client.java": javaReceives("Client") },
    "Client.java",
    "Server.java",
  ],
  [
    "a receiver that forgot to join",
    { "Servidor multicast.py": onlyBinds, "Cliente multicast.py": sends },
    "Servidor multicast.py",
    "Cliente multicast.py",
  ],
  ["names that tell nothing", { "um.py": sends, "dois.py": receives }, "dois.py", "um.py"],
  [
    "folders",
    { "servidor/main.py": sends, "cliente/main.py": receives },
    "cliente/main.py",
    "servidor/main.py",
  ],
  [
    "a server that waits for acknowledgements, and a client that gives them",
    {
      "server.py": `${sends}s.settimeout(1)\nprint(s.recv(16))\n`,
      "client.py": `${receives}s.sendto(b"ack", ("127.0.0.1", 5008))\n`,
    },
    "client.py",
    "server.py",
  ],
  [
    "programs that both send and receive: their names",
    { "receptor.py": `${receives}${sends}`, "emissor.py": `${receives}${sends}` },
    "receptor.py",
    "emissor.py",
  ],
];

describe("receivers and senders of a group are found by what they do", () => {
  test.each(cases)("%s", async (_, files, receiver, sender) => {
    const { programs } = await openSubmission(await tempFolder(files), {
      roles: ["receiver", "sender"],
    });
    expect([programs.receiver?.file, programs.sender?.file]).toEqual([receiver, sender]);
  });

  test("one of them is missing", async () => {
    const folder = await tempFolder({ "server.py": sends });
    const { programs } = await openSubmission(folder, { roles: ["receiver", "sender"] });
    expect([programs.receiver, programs.sender?.file]).toEqual([undefined, "server.py"]);
  });

  test("two that are equally good are not chosen between", async () => {
    const folder = await tempFolder({ "a.py": receives, "b.py": receives, "sender.py": sends });
    await expect(openSubmission(folder, { roles: ["receiver", "sender"] })).rejects.toThrow(
      RequestError,
    );
  });
});

test.each([
  ["both have a port of their own", receives, `${receives}${sends}`],
  ["neither has", sends, sends],
  ["the server's is in a module", `import porta\n${sends}`, receives],
])("for a server and a client names stand before code: %s", async (_, server, client) => {
  const folder = await tempFolder({
    "server.py": server,
    "client.py": client,
    "porta.py": "import socket\ns = socket.socket()\ns.bind(('', 5007))\n",
  });
  const { programs } = await openSubmission(folder, { roles: ["server", "client"] });
  expect([programs.server?.file, programs.client?.file]).toEqual(["server.py", "client.py"]);
});

test("for a server and a client names that mislead for certain do not", async () => {
  const folder = await tempFolder({ "server.py": sends, "client.py": receives });
  const { programs } = await openSubmission(folder, { roles: ["server", "client"] });
  expect([programs.server, programs.client]).toMatchObject([
    { file: "client.py", why: { by: "code", does: "binds", despiteName: true } },
    { file: "server.py", why: { by: "code", does: "sends", despiteName: true } },
  ]);
});
