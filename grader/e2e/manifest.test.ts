import { expect, it } from "vitest";
import { tempFolder } from "../submission/temp-folder.ts";
import { gradeToJson } from "./run-sockgrade.ts";

// Neither host nor port can be read in the code; `where` says how the program learns them.
const server = (where: string) => `import socket, sys
${where}
s = socket.create_server((host, port))
while True:
    c, quem = s.accept()
    print(quem)
    try: c.sendall(b"Thank you for connecting")
    except OSError: pass
    c.close()
`;
const client = (where: string) => `import socket, sys
${where}
s = socket.create_connection((host, port))
texto = b""
while parte := s.recv(1024): texto += parte
print(texto.decode())
`;
const hidden = 'host, port = "127.0.0.1", int("".join(["54", "321"]))';
const given =
  "host, port = sys.argv[1], int(sys.argv[2])\nassert sys.argv[1:] == ['localhost', '54321'], sys.argv";
const asked =
  "_, host, port = input('Modo? '), input('Para onde? '), int(input('Onde? '))\nassert (host, port) == ('localhost', 54321)";

const manifest = (rest: string) =>
  ["server", "client"].map((role) => `${role}: { run: ${role}.py, port: 54321${rest} }\n`).join("");

it("a port that nobody can see fails the client, until the manifest declares it", async () => {
  const files = { "server.py": server(hidden), "client.py": client(hidden) };
  const unseen = await gradeToJson(["ex1", await tempFolder(files), "--only", "client-prints"]);
  expect(unseen.result.checks[0]?.cause).toMatchObject({ kind: "not-connected" });
  const declared = { ...files, "sockgrade.yaml": manifest("") };
  const seen = await gradeToJson(["ex1", await tempFolder(declared)]);
  expect(seen.result.score).toBe(100);
  expect(seen.result.submission.chosen).toEqual({
    server: { why: { by: "manifest" }, message: "as sockgrade.yaml says" },
    client: { why: { by: "manifest" }, message: "as sockgrade.yaml says" },
  });
});

it.each([
  ["arguments", given, ", host: localhost"],
  ["what is typed first", asked, `, host: localhost, stdin: ["x", "{host}", "{port}"]`],
])("host and port are the values of {host} and {port} in %s", async (_, where, rest) => {
  const text = manifest(rest);
  const folder = await tempFolder({
    "server.py": server(where),
    "client.py": client(where),
    "sockgrade.yaml":
      where === given
        ? text.replaceAll(".py,", '.py {host} {port}",').replaceAll("run: ", 'run: "')
        : text,
  });
  expect((await gradeToJson(["ex1", folder])).result.score).toBe(100);
});
