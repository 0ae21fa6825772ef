import ex1 from "../../../exercises/ex1-greeting-tcp/spec.ts";
import { type Layout, tcp, utf16, testLayouts } from "./testing.ts";
import { js } from "../sample-programs.ts";
import { pythonClient, pythonServer } from "../temp-folder.ts";

const layouts: readonly Layout[] = [
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

testLayouts(layouts);
