// Connects to the server, shows all that it says, and ends.
// Run it with `node client.mjs` while the server runs in another terminal.
import net from "node:net";

const HOST = "127.0.0.1";
const PORT = 12345;

const connection = net.connect(PORT, HOST);
// Text, not bytes; a letter that arrives in two parts is put together.
connection.setEncoding("utf8");

let received = "";
// "data" is not one message: it brings what happens to have arrived.
connection.on("data", (piece) => (received += piece));
// The server has closed: nothing more will come. Node closes our side, too.
connection.on("end", () => console.log(received));
connection.on("error", (error) => {
  console.error("A conexão falhou:", error.message);
  process.exitCode = 1;
});
