import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import ex3 from "../../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../../exercises/ex4-ping-pong-udp/spec.ts";
import ex5 from "../../../exercises/ex5-multicast/spec.ts";
import ex6 from "../../../exercises/ex6-echo-tcp/spec.ts";
import ex9 from "../../../exercises/ex9-multicast-counter/spec.ts";
import { type Layout, testLayouts, datagrams, multicast, tcp } from "./testing.ts";
import { group, java } from "../sample-programs.ts";

const layouts: readonly Layout[] = [
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

testLayouts(layouts);
