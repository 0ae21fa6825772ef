// Ping-pong over TCP, the side that connects: sends what is typed, shows the answer, leaves at SAIR.
// Run it with `node client.mjs` while the server runs in another terminal.
import net from "node:net";
import readline from "node:readline";

const HOST = "127.0.0.1";
const PORT = 12345;

console.log("conectando-se ao servidor");
const connection = net.connect(PORT, HOST, () => {
  console.log("Conectado");
  talk();
});
connection.on("error", (error) => {
  console.error("A conexão com o servidor falhou:", error.message);
  process.exit(1);
});

/** Sends lines and shows the answers until SAIR is typed. */
async function talk() {
  const keyboard = readline.createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: "Digite mensagem: ",
  });
  // As in the server: a message is a line, and readline puts the pieces of a line together.
  const answers = readline.createInterface({ input: connection })[Symbol.asyncIterator]();

  keyboard.prompt();
  for await (const message of keyboard) {
    // The whole message, not a part of it.
    if (message === "SAIR") {
      console.log("Desconectando.");
      break;
    }
    // The "\n" makes even an empty message one byte long, so the server always gets something to answer.
    connection.write(`${message}\n`);
    console.log("Mensagem enviada");

    console.log("Esperando resposta");
    const { value: answer, done } = await answers.next();
    if (done) {
      console.error("O servidor encerrou a conexão.");
      process.exit(1);
    }
    console.log("Resposta recebida:", answer);
    keyboard.prompt();
  }
  // Nothing to send: closing the connection tells the server.
  connection.end();
  keyboard.close(); // or the program would wait for more
}
