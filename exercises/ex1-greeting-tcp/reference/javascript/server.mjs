// Greets every client that connects and then closes the connection.
// Run it with `node server.mjs`; stop it with Ctrl+C.
import net from "node:net";

const PORT = 12345;
const GREETING = "Thank you for connecting";

// Called once for each client; Node accepts the next one by itself.
const server = net.createServer((connection) => {
  console.log(`Got connection from ${connection.remoteAddress}:${connection.remotePort}`);
  // One client that left in a hurry must not end the server for all the others.
  connection.on("error", (error) => console.log("O cliente foi embora:", error.message));
  // end() sends the last bytes and then closes: the client learns that nothing more will come.
  connection.end(GREETING);
});

// "0.0.0.0" is every IPv4 address of this machine.
server.listen(PORT, "0.0.0.0", () => console.log("Esperando conexão."));
