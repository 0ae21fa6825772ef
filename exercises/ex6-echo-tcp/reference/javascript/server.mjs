// Sends everything that a client says back to it, byte by byte as it came.
import net from "node:net";

const HOST = "127.0.0.1";
const PORT = 65432;

const server = net.createServer((connection) => {
  console.log(`Connected by ${connection.remoteAddress}:${connection.remotePort}`);
  // The bytes go back as they came; they are decoded only for the screen.
  connection.on("data", (data) => console.log(`Data: ${data.toString()}`));
  connection.on("error", (error) => console.log("Connection lost:", error.message));
  connection.on("close", () => console.log("Closing client connection"));
  // pipe() writes no faster than the client reads, and ends our side when the client has ended its own.
  connection.pipe(connection);
});

server.listen(PORT, HOST, () => console.log(`Starting up echo server on ${HOST} port ${PORT}`));
