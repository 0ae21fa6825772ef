import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import ex3 from "../../../exercises/ex3-ping-pong-tcp/spec.ts";
import { type Layout, tcp, testLayouts } from "./testing.ts";
import { java, js } from "../sample-programs.ts";
import { pythonClient, pythonServer } from "../temp-folder.ts";

const layouts: readonly Layout[] = [
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

testLayouts(layouts);
