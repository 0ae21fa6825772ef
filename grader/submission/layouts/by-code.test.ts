import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import ex3 from "../../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../../exercises/ex4-ping-pong-udp/spec.ts";
import ex5 from "../../../exercises/ex5-multicast/spec.ts";
import ex8 from "../../../exercises/ex8-uppercase-tcp-many/spec.ts";
import ex9 from "../../../exercises/ex9-multicast-counter/spec.ts";
import { type Layout, datagrams, tcp, testLayouts } from "./testing.ts";
import { group, udp } from "../sample-programs.ts";
import { pythonClient, pythonServer } from "../temp-folder.ts";

const layouts: readonly Layout[] = [
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
    "a server whose listening is two modules away",
    ex3,
    {
      "server.py": `import socket\nfrom ajuda import serve\nsocket.create_connection(("127.0.0.1", 1))\nserve()\n`,
      "ajuda.py": "def serve():\n    import espera\n    espera.main()\n",
      "espera.py": pythonServer,
      "client.py": pythonClient,
    },
    "server.py",
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

testLayouts(layouts);
