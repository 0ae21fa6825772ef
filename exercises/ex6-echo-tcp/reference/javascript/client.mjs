// Sends one message and shows its echo.
import net from "node:net";

const HOST = "127.0.0.1";
const PORT = 65432;
const MESSAGE = Buffer.from("Hello, world");

console.log(`Connecting to ${HOST} port ${PORT}`);
const server = net.connect(PORT, HOST, () => server.write(MESSAGE));

// An echo is as long as what was sent, and may come in several pieces.
let echo = Buffer.alloc(0);
server.on("data", (piece) => {
  echo = Buffer.concat([echo, piece]);
  if (echo.length < MESSAGE.length) return;
  console.log(`Received: ${echo.toString()}`);
  console.log("Closing connection to the server");
  server.end();
});
server.on("error", (error) => {
  console.error("Connection lost:", error.message);
  process.exitCode = 1;
});
