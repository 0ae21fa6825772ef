// Sends every datagram back in upper case to whoever sent it.
// Run it with `node server.mjs`; stop it with Ctrl+C.
import dgram from "node:dgram";

const PORT = 65431;

const socket = dgram.createSocket("udp4");

// No listen for connections, no accept: one socket hears everybody, and `sender` says who it was.
socket.on("message", (data, sender) => {
  const text = data.toString();
  console.log(`${sender.address}:${sender.port} escreveu: ${text}`);
  socket.send(text.toUpperCase(), sender.port, sender.address);
});

// Without an address it is every address of this machine.
socket.bind(PORT, () => console.log("Esperando datagramas na porta", PORT));
