// Ping-pong over TCP, the side that waits: shows each message and sends back what is typed.
// Run it with `node server.mjs`; stop it with Ctrl+C.
import net from "node:net";
import readline from "node:readline";
import { on } from "node:events";

const PORT = 12345;

const keyboard = readline.createInterface({
  input: process.stdin,
  output: process.stdout,
  prompt: "Digite resposta: ",
});
const typed = keyboard[Symbol.asyncIterator]();

const server = net.createServer((connection) => {
  // The client vanished in the middle. Only its conversation is over.
  connection.on("error", () => {});
});
server.listen(PORT, "0.0.0.0"); // every IPv4 address of this machine

// One client after another: whoever comes meanwhile waits until on() hands it over.
console.log("Esperando conexão.");
for await (const [connection] of on(server, "connection")) {
  console.log("Conectado");
  await talk(connection);
  console.log("Conexão encerrada.");
  console.log("Esperando conexão.");
}

/** Answers messages until the client closes its side. */
async function talk(connection) {
  // TCP carries bytes, not messages: one "data" may bring half a message, or two. Here a message is a
  // line, and readline puts the pieces of a line together.
  const lines = readline.createInterface({ input: connection });
  // A connection that breaks off has no regular end, which readline would wait for.
  connection.on("close", () => lines.close());

  console.log("Esperando mensagem");
  for await (const message of lines) {
    console.log("Mensagem recebida:", message);
    keyboard.prompt();
    const { value: answer, done } = await typed.next();
    if (done) process.exit(); // Ctrl+D
    connection.write(`${answer}\n`);
    console.log("Resposta enviada.");
    console.log("Esperando mensagem");
  }
  connection.end();
}
