import { expect, test } from "vitest";
import { nameHint } from "./name-hint.ts";

const servers = [
  "server",
  "Server",
  "SERVER",
  "servidor",
  "Servidor",
  "serv",
  "srv",
  "SRV",
  "svr",
  "echo-server",
  "echo_server",
  "TCPServer",
  "TcpServer",
  "tcpserver",
  "servidorTCP",
  "ServidorTCP",
  "servidor_tcp",
  "Servidor TCP 2",
  "1-server",
  "server1",
  "server2",
  "01_servidor",
  "pingpongserver",
  "PingPongServidor",
  "ServerMain",
  "myServer",
  "meu_servidor",
  "serverTCP_final",
  "Servidor-UDP",
  "tcpserv",
  "servtcp",
  "udp_srv",
  "server (1)",
  "ex3_server",
  "Sérvidor",
  "servido",
  "MultiServer",
  "receiver",
  "MReceiver",
  "receptor",
  "mreceiver",
  "mcastreceiver",
  "receive",
  "recebe",
  "udp_recv",
  "receptores",
  "sevidor",
  "serivdor",
  "sevrer",
  "serve",
  "servdior",
];
const clients = [
  "client",
  "Client",
  "CLIENTE",
  "cliente",
  "cli",
  "CLI",
  "clt",
  "echo-client",
  "echo_client",
  "TCPClient",
  "tcpclient",
  "clienteTCP",
  "cliente_tcp",
  "Cliente TCP 2",
  "2-client",
  "client1",
  "02_cliente",
  "pingpongclient",
  "ClientMain",
  "myClient",
  "meuCliente",
  "client_final",
  "Cliente-UDP",
  "tcpcli",
  "udp_cli",
  "cli2",
  "client (2)",
  "ex3_client",
  "cliënt",
  "clienet",
  "sender",
  "MSender",
  "emissor",
  "msender",
  "multicastsender",
  "send",
  "envia",
  "transmissor",
  "clinte",
  "cleint",
  "cilente",
  "clientte",
];
const neither = [
  "main",
  "index",
  "utils",
  "observer",
  "app",
  "click",
  "clima",
  "servico",
  "service",
  "pingpong",
  "socket",
  "README",
  "reserva",
  "client_server",
  "ServidorCliente",
  "clienteServidor",
  "clip",
  "a",
  "sever",
  "service",
  "silent",
  "reverse",
  "persever",
  "enviados",
  "recibo",
  "ambiente",
  "paciente",
];

test.each(servers)("%s is a server", (name) => {
  expect(nameHint(name).part).toBe("server");
});

test.each(clients)("%s is a client", (name) => {
  expect(nameHint(name).part).toBe("client");
});

test.each(neither)("%s does not tell", (name) => {
  expect(nameHint(name).part).toBeUndefined();
});

test.each([
  "test_server",
  "server_old",
  "server copy",
  "Cópia de servidor",
  "servidor_bak",
  "ServerTest",
  "servidorAntigo",
  "server_test2",
])("%s is taken only when there is nothing better", (name) => {
  expect(nameHint(name)).toMatchObject({ part: "server", demoted: true });
});

test("the plain word is stronger than a decorated one, which is stronger than a related one", () => {
  const strengths = ["Servidor", "servidor_tcp", "receiver", "main"].map(
    (name) => nameHint(name).strength,
  );
  expect(strengths).toEqual([3, 2, 1, 0]);
});
