import { describe, expect, test } from "vitest";
import ex1 from "../../exercises/ex1-greeting-tcp/spec.ts";
import ex2 from "../../exercises/ex2-multiple-packets/spec.ts";
import ex3 from "../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../exercises/ex4-ping-pong-udp/spec.ts";
import ex5 from "../../exercises/ex5-multicast/spec.ts";
import ex6 from "../../exercises/ex6-echo-tcp/spec.ts";
import ex7 from "../../exercises/ex7-uppercase-udp/spec.ts";
import ex8 from "../../exercises/ex8-uppercase-tcp-many/spec.ts";
import ex9 from "../../exercises/ex9-multicast-counter/spec.ts";
import ex13 from "../../exercises/ex13-multicast-ipv6/spec.ts";
import { handInOf } from "../exercise/hand-in.ts";
import { roles, type Role } from "../model/role.ts";
import type { Exercise } from "../spec/exercise.ts";
import { openSubmission } from "./open.ts";
import { both, c, group, java, js, udp } from "./sample-programs.ts";
import { pythonClient, pythonServer, tempFolder } from "./temp-folder.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;
/** What is in the folder, the exercise, and the files that play its two roles. */
type Layout = readonly [about: string, Exercise, Files, string | undefined, string | undefined];

const tcp = (server: string, client: string): Files => ({
  [server]: pythonServer,
  [client]: pythonClient,
});
const datagrams = (server: string, client: string): Files => ({
  [server]: udp.server,
  [client]: udp.client,
});
const multicast = (receiver: string, sender: string): Files => ({
  [receiver]: group.receiver,
  [sender]: group.sender,
});
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

const names: readonly Layout[] = [
  [
    "prefixes and numbers",
    ex1,
    tcp("Servidor TCP 2.py", "Cliente TCP 2.py"),
    "Servidor TCP 2.py",
    "Cliente TCP 2.py",
  ],
  ["dashes", ex6, tcp("echo-server.py", "echo-client.py"), "echo-server.py", "echo-client.py"],
  [
    "capitals inside",
    ex1,
    { "TCPServer.java": java.server("TCPServer"), "TCPClient.java": java.client("TCPClient") },
    "TCPServer.java",
    "TCPClient.java",
  ],
  [
    "the handout's Java",
    ex9,
    { "MReceiver.py": group.receiver, "MSender.py": group.sender },
    "MReceiver.py",
    "MSender.py",
  ],
  ["accents", ex3, tcp("Sérvidor ção.py", "Cliente ção.py"), "Sérvidor ção.py", "Cliente ção.py"],
  ["capitals all over", ex1, tcp("SERVIDOR.PY", "CLIENTE.PY"), "SERVIDOR.PY", "CLIENTE.PY"],
  ["a letter that is missing", ex1, tcp("sevidor.py", "clinte.py"), "sevidor.py", "clinte.py"],
  ["letters that changed places", ex1, tcp("sevrer.py", "cleint.py"), "sevrer.py", "cleint.py"],
  ["verbs", ex5, multicast("recebe.py", "envia.py"), "recebe.py", "envia.py"],
  [
    "the exercise in the name",
    ex3,
    tcp("ex3_servidor.py", "ex3_cliente.py"),
    "ex3_servidor.py",
    "ex3_cliente.py",
  ],
  [
    "a student's name",
    ex3,
    tcp("joao_silva_server.py", "joao_silva_client.py"),
    "joao_silva_server.py",
    "joao_silva_client.py",
  ],
  ["versions", ex3, tcp("server_v2.py", "client_v2.py"), "server_v2.py", "client_v2.py"],
  [
    "brackets of a second download",
    ex3,
    tcp("server (1).py", "client (1).py"),
    "server (1).py",
    "client (1).py",
  ],
  ["ping and pong", ex3, tcp("pong.py", "ping.py"), "pong.py", "ping.py"],
  ["names that tell nothing", ex3, tcp("a.py", "b.py"), "a.py", "b.py"],
  ["letters", ex4, datagrams("s.py", "c.py"), "s.py", "c.py"],
];

const folders: readonly Layout[] = [
  [
    "a folder each",
    ex1,
    tcp("server/main.py", "client/main.py"),
    "server/main.py",
    "client/main.py",
  ],
  [
    "folders with numbers for programs",
    ex1,
    tcp("1-servidor/main.py", "2-cliente/main.py"),
    "1-servidor/main.py",
    "2-cliente/main.py",
  ],
  [
    "main in a nested package",
    ex1,
    {
      "src/main/java/br/ufx/redes/server/Main.java": java.server("Main"),
      "src/main/java/br/ufx/redes/client/Main.java": java.client("Main"),
    },
    "src/main/java/br/ufx/redes/server/Main.java",
    "src/main/java/br/ufx/redes/client/Main.java",
  ],
  [
    "Maven with tests",
    ex1,
    {
      "src/main/java/com/example/Server.java": java.server("Server"),
      "src/main/java/com/example/Client.java": java.client("Client"),
      "src/test/java/com/example/ServerTest.java": java.client("ServerTest"),
    },
    "src/main/java/com/example/Server.java",
    "src/main/java/com/example/Client.java",
  ],
  [
    "Eclipse projects",
    ex1,
    {
      "ServidorTCP/src/Main.java": java.server("Main"),
      "ServidorTCP/bin/Main.class": "x",
      "ClienteTCP/src/Main.java": java.client("Main"),
      "ClienteTCP/bin/Main.class": "x",
    },
    "ServidorTCP/src/Main.java",
    "ClienteTCP/src/Main.java",
  ],
  [
    "a folder around everything",
    ex1,
    tcp("trabalho de redes/servidor.py", "trabalho de redes/cliente.py"),
    "trabalho de redes/servidor.py",
    "trabalho de redes/cliente.py",
  ],
  [
    "a folder for both",
    ex1,
    tcp("cliente-servidor/servidor.py", "cliente-servidor/cliente.py"),
    "cliente-servidor/servidor.py",
    "cliente-servidor/cliente.py",
  ],
  [
    "CMake's own programs",
    ex1,
    {
      "server.c": c.server,
      "client.c": c.client,
      "cmake-build-debug/CMakeFiles/3.28/CompilerIdC/CMakeCCompilerId.c":
        "int main(void) { return 0; }",
    },
    "server.c",
    "client.c",
  ],
];

const leftovers: readonly Layout[] = [
  [
    "a helper module",
    ex3,
    { ...tcp("servidor.py", "cliente.py"), "mensagens.py": "def envia(s, t): s.sendall(t)\n" },
    "servidor.py",
    "cliente.py",
  ],
  [
    "sockets in a module of both",
    ex3,
    {
      "servidor.py": "from rede import espera\nespera()\n",
      "cliente.py": "from rede import liga\nliga()\n",
      "rede.py": `${pythonServer}${pythonClient}`,
    },
    "servidor.py",
    "cliente.py",
  ],
  [
    "a module that is called like a program",
    ex3,
    {
      "main_server.py": "import tcp_server\ntcp_server.run()\n",
      "tcp_server.py": pythonServer,
      "client.py": pythonClient,
    },
    "main_server.py",
    "client.py",
  ],
  [
    "a Mac's shadows",
    ex1,
    {
      ...tcp("server.py", "client.py"),
      "__MACOSX/._server.py": "x",
      "._client.py": "x",
      ".DS_Store": "x",
    },
    "server.py",
    "client.py",
  ],
  [
    "a repository",
    ex1,
    {
      ...tcp("server.py", "client.py"),
      ".git/hooks/server.py": pythonServer,
      ".github/server.py": pythonServer,
    },
    "server.py",
    "client.py",
  ],
  [
    "node_modules",
    ex1,
    {
      "server.js": js.server,
      "client.js": js.client,
      "node_modules/ws/server.js": js.server,
      "package.json": "{}",
    },
    "server.js",
    "client.js",
  ],
  [
    "a virtual environment without its mark",
    ex1,
    {
      ...tcp("server.py", "client.py"),
      "venv/lib/python3.11/site-packages/x/server.py": pythonServer,
      "ambiente/lib/site-packages/y/client.py": pythonClient,
    },
    "server.py",
    "client.py",
  ],
  [
    "compiled beside the source",
    ex1,
    {
      "Server.java": java.server("Server"),
      "Server.class": "x",
      "Client.java": java.client("Client"),
      "Client.class": "x",
      "server.exe": "MZ",
      server: "\u007fELF",
    },
    "Server.java",
    "Client.java",
  ],
  [
    "a backup of the editor",
    ex1,
    {
      ...tcp("server.py", "client.py"),
      "server.py~": pythonServer,
      "server.py.swp": "x",
      "#server.py#": "x",
    },
    "server.py",
    "client.py",
  ],
  [
    "an attempt",
    ex1,
    { ...tcp("server.py", "client.py"), "tentativas/antigo/server.py": pythonServer },
    "server.py",
    "client.py",
  ],
];

const several: readonly Layout[] = [
  [
    "ex3/ and ex4/",
    ex3,
    { ...tcp("ex3/server.py", "ex3/client.py"), ...datagrams("ex4/server.py", "ex4/client.py") },
    "ex3/server.py",
    "ex3/client.py",
  ],
  [
    "ex3/ and ex4/, the other",
    ex4,
    { ...tcp("ex3/server.py", "ex3/client.py"), ...datagrams("ex4/server.py", "ex4/client.py") },
    "ex4/server.py",
    "ex4/client.py",
  ],
  [
    "ex1 and ex10",
    ex1,
    { ...tcp("ex1/server.py", "ex1/client.py"), ...tcp("ex10/server.py", "ex10/client.py") },
    "ex1/server.py",
    "ex1/client.py",
  ],
  [
    "exercicio03",
    ex3,
    {
      ...tcp("exercicio01/server.py", "exercicio01/client.py"),
      ...tcp("exercicio03/server.py", "exercicio03/client.py"),
    },
    "exercicio03/server.py",
    "exercicio03/client.py",
  ],
  [
    "exercício 3",
    ex3,
    {
      ...tcp("exercício 1/servidor.py", "exercício 1/cliente.py"),
      ...tcp("exercício 3/servidor.py", "exercício 3/cliente.py"),
    },
    "exercício 3/servidor.py",
    "exercício 3/cliente.py",
  ],
  [
    "questao3",
    ex3,
    { ...tcp("questao1/a.py", "questao1/b.py"), ...tcp("questao3/a.py", "questao3/b.py") },
    "questao3/a.py",
    "questao3/b.py",
  ],
  [
    "numbers in the files' names",
    ex3,
    { ...tcp("servidor_ex1.py", "cliente_ex1.py"), ...tcp("servidor_ex3.py", "cliente_ex3.py") },
    "servidor_ex3.py",
    "cliente_ex3.py",
  ],
  [
    "2-pacotes",
    ex2,
    {
      ...tcp("1-saudacao/server.py", "1-saudacao/client.py"),
      ...tcp("2-pacotes/server.py", "2-pacotes/client.py"),
    },
    "2-pacotes/server.py",
    "2-pacotes/client.py",
  ],
  [
    "a numbering of its own",
    ex3,
    {
      ...tcp("ex1-pingpong-tcp/server.py", "ex1-pingpong-tcp/client.py"),
      ...datagrams("ex2-pingpong-udp/server.py", "ex2-pingpong-udp/client.py"),
    },
    "ex1-pingpong-tcp/server.py",
    "ex1-pingpong-tcp/client.py",
  ],
  [
    "pingpong_udp beside eco_tcp",
    ex4,
    {
      ...datagrams("pingpong_udp_server.py", "pingpong_udp_client.py"),
      ...tcp("eco_tcp_server.py", "eco_tcp_client.py"),
    },
    "pingpong_udp_server.py",
    "pingpong_udp_client.py",
  ],
  [
    "eco_tcp beside pingpong_udp",
    ex6,
    {
      ...datagrams("pingpong_udp_server.py", "pingpong_udp_client.py"),
      ...tcp("eco_tcp_server.py", "eco_tcp_client.py"),
    },
    "eco_tcp_server.py",
    "eco_tcp_client.py",
  ],
  [
    "TCP and UDP in the names: TCP",
    ex3,
    { ...tcp("servidorTCP.py", "clienteTCP.py"), ...datagrams("servidorUDP.py", "clienteUDP.py") },
    "servidorTCP.py",
    "clienteTCP.py",
  ],
  [
    "TCP and UDP in the names: UDP",
    ex4,
    { ...tcp("servidorTCP.py", "clienteTCP.py"), ...datagrams("servidorUDP.py", "clienteUDP.py") },
    "servidorUDP.py",
    "clienteUDP.py",
  ],
  [
    "TCP plain, UDP decorated: UDP",
    ex4,
    { ...tcp("server.py", "client.py"), ...datagrams("server_udp.py", "client_udp.py") },
    "server_udp.py",
    "client_udp.py",
  ],
  [
    "TCP plain, UDP decorated: TCP",
    ex3,
    { ...tcp("server.py", "client.py"), ...datagrams("server_udp.py", "client_udp.py") },
    "server.py",
    "client.py",
  ],
  [
    "transports by code: UDP",
    ex7,
    { ...tcp("server1.py", "client1.py"), ...datagrams("server2.py", "client2.py") },
    "server2.py",
    "client2.py",
  ],
  [
    "transports by code: TCP",
    ex8,
    { ...tcp("server1.py", "client1.py"), ...datagrams("server2.py", "client2.py") },
    "server1.py",
    "client1.py",
  ],
  [
    "transports by code, names that tell nothing",
    ex4,
    { ...tcp("a.py", "b.py"), ...datagrams("c.py", "d.py") },
    "c.py",
    "d.py",
  ],
  [
    "folders of transports",
    ex7,
    { ...tcp("tcp/server.py", "tcp/client.py"), ...datagrams("udp/server.py", "udp/client.py") },
    "udp/server.py",
    "udp/client.py",
  ],
  [
    "groups by code",
    ex5,
    { ...tcp("server.py", "client.py"), ...multicast("um.py", "dois.py") },
    "um.py",
    "dois.py",
  ],
  [
    "multicast in both versions of IP",
    ex13,
    {
      ...multicast("multicast/receiver.py", "multicast/sender.py"),
      ...multicast("multicast_ipv6/receiver.py", "multicast_ipv6/sender.py"),
    },
    "multicast_ipv6/receiver.py",
    "multicast_ipv6/sender.py",
  ],
  [
    "multicast in both versions, the older",
    ex5,
    {
      ...multicast("multicast/receiver.py", "multicast/sender.py"),
      ...multicast("multicast_ipv6/receiver.py", "multicast_ipv6/sender.py"),
    },
    "multicast/receiver.py",
    "multicast/sender.py",
  ],
  [
    "the handout's titles",
    ex7,
    {
      ...tcp("Eco TCP/server.py", "Eco TCP/client.py"),
      ...datagrams("Maiúsculas UDP/server.py", "Maiúsculas UDP/client.py"),
    },
    "Maiúsculas UDP/server.py",
    "Maiúsculas UDP/client.py",
  ],
  [
    "the wrong transport, and no other",
    ex4,
    tcp("server.py", "client.py"),
    "server.py",
    "client.py",
  ],
  [
    "another exercise's package.json",
    ex3,
    {
      "ex3/server.js": js.server,
      "ex3/client.js": js.client,
      "ex4/package.json": '{"scripts": {"server": "node a.js", "client": "node b.js"}}',
      "ex4/a.js": js.server,
      "ex4/b.js": js.client,
    },
    "ex3/server.js",
    "ex3/client.js",
  ],
  [
    "half of it, and a whole other one",
    ex3,
    { "ex3/server.py": pythonServer, ...tcp("ex4/server.py", "ex4/client.py") },
    "ex3/server.py",
    undefined,
  ],
  [
    "the client shared",
    ex3,
    { "ex3/server.py": pythonServer, "client.py": pythonClient, "ex4/server.py": udp.server },
    "ex3/server.py",
    "client.py",
  ],
];

const code: readonly Layout[] = [
  ["only a server", ex1, { "server.py": pythonServer }, "server.py", undefined],
  ["only a client", ex1, { "main.py": pythonClient }, undefined, "main.py"],
  ["names the wrong way round", ex1, tcp("client.py", "server.py"), "client.py", "server.py"],
  [
    "names the wrong way round, UDP",
    ex4,
    datagrams("cliente.py", "servidor.py"),
    "cliente.py",
    "servidor.py",
  ],
  [
    "a server that connects, a client, and one that listens",
    ex1,
    { ...tcp("espera.py", "client.py"), "server.py": pythonClient },
    "espera.py",
    "client.py",
  ],
  [
    "client1 receives",
    ex5,
    { "client1.py": group.receiver, "server.py": group.sender },
    "client1.py",
    "server.py",
  ],
  [
    "TCPServer sends datagrams",
    ex5,
    { "TCPServer.py": group.sender, "UDPReceiver.py": group.receiver },
    "UDPReceiver.py",
    "TCPServer.py",
  ],
  [
    "a client with a port of its own",
    ex4,
    {
      "server.py": udp.server,
      "client.py": udp.client.replace("sock.sendto", "sock.bind(('', 5000))\nsock.sendto"),
    },
    "server.py",
    "client.py",
  ],
  [
    "a client that also has a server in it",
    ex3,
    { "server.py": pythonServer, "client.py": `${pythonClient}${pythonServer}` },
    "server.py",
    "client.py",
  ],
  [
    "names the wrong way round, and a module without connections",
    ex1,
    {
      "server.py": `from quadros import manda\n${pythonClient}`,
      "client.py": `from quadros import manda\n${pythonServer}`,
      "quadros.py": "def manda(s, t): s.sendall(t)\n",
    },
    "client.py",
    "server.py",
  ],
  [
    "two that connect",
    ex1,
    { "server.py": pythonClient, "client.py": pythonClient },
    "server.py",
    "client.py",
  ],
  [
    "a server that asks for its own address",
    ex1,
    {
      "a.py": `${pythonServer}u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nu.connect(("8.8.8.8", 80))\n`,
      "b.py": pythonClient,
    },
    "a.py",
    "b.py",
  ],
  [
    "socketserver in threads",
    ex8,
    {
      "a.py": "import socketserver\nclass S(socketserver.ThreadingTCPServer): pass\n",
      "b.py": pythonClient,
    },
    "a.py",
    "b.py",
  ],
  [
    "a sender that sets no TTL",
    ex9,
    {
      ...datagrams("servidor1.py", "cliente1.py"),
      "servidor2.py": group.receiver,
      "cliente2.py": group.sender.replace(/^s\.setsockopt.*\n/mu, ""),
    },
    "servidor2.py",
    "cliente2.py",
  ],
];

const bare: readonly Layout[] = [
  [
    "a first line for Python",
    ex1,
    {
      servidor: `#!/usr/bin/env python3\n${pythonServer}`,
      cliente: `#!/usr/bin/python3\n${pythonClient}`,
    },
    "servidor",
    "cliente",
  ],
  [
    "a first line for Node",
    ex1,
    {
      server: `#!/usr/bin/env node\n${js.server}`,
      client: `#!/usr/bin/env -S node --no-warnings\n${js.client}`,
    },
    "server",
    "client",
  ],
  [
    "Python text and no first line",
    ex1,
    { Server: pythonServer, Client: pythonClient },
    "Server",
    "Client",
  ],
  [
    "an extensionless Server that is a client",
    ex1,
    { Server: pythonClient, Cliente: pythonServer },
    "Cliente",
    "Server",
  ],
  [
    "with its twin",
    ex1,
    { ...tcp("server.py", "client.py"), server: `#!/usr/bin/env python3\n${pythonServer}` },
    "server.py",
    "client.py",
  ],
  [
    "files that are never programs",
    ex1,
    { ...tcp("server.py", "client.py"), README: "#!/usr/bin/env python3\n", Makefile: "all:\n" },
    "server.py",
    "client.py",
  ],
  [
    "UTF-16",
    ex1,
    { "um.py": utf16(pythonServer), "dois.py": utf16(pythonClient) },
    "um.py",
    "dois.py",
  ],
  [
    "Latin-1",
    ex1,
    {
      "um.py": Buffer.from(`# conexão\n${pythonServer}`, "latin1"),
      "dois.py": Buffer.from(`# conexão\n${pythonClient}`, "latin1"),
    },
    "um.py",
    "dois.py",
  ],
];

const found = { names, folders, leftovers, several, code, bare };
describe.each(Object.entries(found))("roles by %s", (_, layouts) => {
  test.each(layouts)("%s", async (_about, exercise, files, first, second) => {
    expect(await filesFor(exercise, files)).toEqual([first, second]);
  });
});

async function filesFor(exercise: Exercise, files: Files) {
  const { programs } = await openSubmission(await tempFolder(files), handInOf(exercise));
  const wanted = roles.filter((role: Role) => exercise.roles[role] !== undefined);
  return wanted.map((role) => programs[role]?.file);
}

describe("one program that is both", () => {
  test.each([
    ["argv", both.argv, ["server"], ["client"]],
    ["argv in Portuguese", both.portuguese, ["servidor"], ["cliente"]],
    ["argparse", both.choices, ["servidor"], ["cliente"]],
    ["an option", both.option, ["--mode", "server"], ["--mode", "client"]],
    ["flags", both.flags, ["--server"], ["--client"]],
  ])("by %s", async (_, source, server, client) => {
    for (const name of ["chat.py", "server.py", "cliente_servidor.py"]) {
      const folder = await tempFolder({ [name]: source, "util.py": "X = 1\n" });
      const { programs } = await openSubmission(folder, handInOf(ex3));
      const argument = (args: readonly string[]) => ({ by: "argument", argument: args.join(" ") });
      expect(programs).toMatchObject({
        server: { file: name, args: server, why: argument(server) },
        client: { file: name, args: client, why: argument(client) },
      });
    }
  });

  test.each([
    [
      "C",
      "chat.c",
      'int main(int argc, char **argv) {\n  if (strcmp(argv[1], "servidor") == 0) { listen(3, 5); accept(3, 0, 0); }\n  else if (!strcmp(argv[1], "cliente")) connect(3, 0, 0);\n}\n',
      "servidor",
      "cliente",
    ],
    [
      "Java",
      "Chat.java",
      'public class Chat {\n  public static void main(String[] args) throws Exception {\n    if (args[0].equalsIgnoreCase("server")) new java.net.ServerSocket(1).accept();\n    if ("client".equals(args[0])) new java.net.Socket("localhost", 1);\n  }\n}\n',
      "server",
      "client",
    ],
    [
      "JavaScript",
      "chat.js",
      `${js.server}${js.client}switch (process.argv[2]) { case "server": break; case 'client': break; }\n`,
      "server",
      "client",
    ],
    [
      "Go",
      "chat.go",
      'package main\nfunc main() {\n  switch os.Args[1] {\n  case "server": net.Listen("tcp", ":1")\n  case "client": net.Dial("tcp", ":1")\n  }\n}\n',
      "server",
      "client",
    ],
  ])("in %s", async (_, name, source, server, client) => {
    const { programs } = await openSubmission(await tempFolder({ [name]: source }), handInOf(ex3));
    expect(programs).toMatchObject({
      server: { file: name, args: [server] },
      client: { file: name, args: [client] },
    });
  });

  test("two programs of their own go before it", async () => {
    const files = { ...tcp("server.py", "client.py"), "chat.py": both.argv };
    expect(await filesFor(ex3, files)).toEqual(["server.py", "client.py"]);
  });
});
