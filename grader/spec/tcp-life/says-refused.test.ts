import { expect, test } from "vitest";
import { saysRefused } from "./says-refused.ts";

test.each([
  "ConnectionRefusedError: [Errno 111] Connection refused",
  "connect: Connection refused",
  'Exception in thread "main" java.net.ConnectException: Connection refused',
  "Error: connect ECONNREFUSED 127.0.0.1:65432",
  "Conexão recusada.",
  "Não foi possível conectar ao servidor",
  "Nao foi possivel conectar",
  "O servidor não está rodando!",
  "Servidor fora do ar",
  "Servidor offline",
  "Sem resposta de 127.0.0.1",
  "Falha na conexão",
  "Erro ao conectar",
  "Impossível conectar",
  "Could not connect to the server.",
  "Couldn't reach the server",
  "Can't connect",
  "The server is not running",
  "No server on port 65432",
  "Ninguém escuta nessa porta",
])("%j says so", (screen) => {
  expect(saysRefused(screen)).toBe(true);
});

test.each([
  "",
  "Connecting to 127.0.0.1 port 65432",
  "Conectando ao servidor...",
  "Received: Hello, world",
  "Closing connection to the server",
  "Cliente iniciado. Servidor: localhost",
  "Terror e ferro",
])("%j does not", (screen) => {
  expect(saysRefused(screen)).toBe(false);
});
