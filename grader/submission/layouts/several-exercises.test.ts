import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import ex2 from "../../../exercises/ex2-multiple-packets/spec.ts";
import ex3 from "../../../exercises/ex3-ping-pong-tcp/spec.ts";
import ex4 from "../../../exercises/ex4-ping-pong-udp/spec.ts";
import ex5 from "../../../exercises/ex5-multicast/spec.ts";
import ex6 from "../../../exercises/ex6-echo-tcp/spec.ts";
import ex7 from "../../../exercises/ex7-uppercase-udp/spec.ts";
import ex8 from "../../../exercises/ex8-uppercase-tcp-many/spec.ts";
import ex13 from "../../../exercises/ex13-multicast-ipv6/spec.ts";
import { type Layout, datagrams, multicast, tcp, testLayouts } from "./testing.ts";
import { js, udp } from "../sample-programs.ts";
import { pythonClient, pythonServer } from "../temp-folder.ts";

const layouts: readonly Layout[] = [
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

testLayouts(layouts);
