// Sends what is typed to the server, and shows what comes back.
// Run it with `node client.mjs` while the server runs in another terminal.
import dgram from "node:dgram";
import readline from "node:readline";

const HOST = "127.0.0.1";
const PORT = 65431;

const keyboard = readline.createInterface({ input: process.stdin, output: process.stdout });
keyboard.question("Digite mensagem: ", (message) => {
  keyboard.close();
  const socket = dgram.createSocket("udp4");
  socket.on("message", (answer) => {
    console.log("Resposta recebida:", answer.toString());
    socket.close(); // nothing is left to wait for: the program ends
  });
  // There is no connection: each datagram carries the address of the one it goes to.
  socket.send(message, PORT, HOST);
});
