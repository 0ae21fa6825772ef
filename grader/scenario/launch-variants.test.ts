import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Launch } from "../model/submission.ts";
import {
  addressVariants,
  argumentsOf,
  filledIn,
  launchVariants,
  optionalAddressVariants,
  questionIn,
  wantsArguments,
} from "./launch-variants.ts";

test.each([
  "Host: ",
  "host> ",
  "Hostname: ",
  "IP: ",
  "Digite o IP do servidor: ",
  "Informe o endereço IP: ",
  "Endereço do servidor: ",
  "Endereco: ",
  "Nome do servidor: ",
  "Servidor (ENTER para localhost): ",
  "Qual o host?\n",
  "Máquina: ",
  "Server address: ",
  "Enter server IP: ",
  "Bem-vindo!\nEnter the server's hostname: ",
])("%j asks for the host", (prompt) => {
  expect(questionIn(prompt)).toBe("host");
});

test.each([
  "Porta: ",
  "PORTA> ",
  "Qual a porta? ",
  "Porta do servidor: ",
  "Digite a porta do servidor (12345): ",
  "Informe a porta:\n",
  "Port: ",
  "Port number: ",
  "Enter server port: ",
  "IP: 127.0.0.1\nPorta: ",
])("%j asks for the port", (prompt) => {
  expect(questionIn(prompt)).toBe("port");
});

test.each([
  "",
  "> ",
  ">>> ",
  "Mensagem: ",
  "Digite mensagem: ",
  "Digite sua mensagem (SAIR para encerrar): ",
  "Digite a resposta: ",
  "Digite algo: ",
  "Texto: ",
  "Você: ",
  "Cliente> ",
  "Nome: ",
  "Me diga o que importa: ",
  "Message: ",
  "Enter text: ",
  "Your reply: ",
  "[127.0.0.1:5000] resposta: ",
  "Conectado ao servidor na porta 12345\nDigite mensagem: ",
  "conectando-se ao servidor\n",
  "Digite a mensagem para o servidor: ",
  "Message to the server: ",
  "Resposta do servidor: ",
  "Digite uma frase em português: ",
  "Conectado na porta 12345. Mensagem: ",
])("%j does not ask for an address", (prompt) => {
  expect(questionIn(prompt)).toBeUndefined();
});

test.each([
  "Uso: server.py <porta>",
  "uso: python client.py host porta",
  "Usage: java Server <port>",
  "usage: client.py [-h] host port\nclient.py: error: the following arguments are required: host, port",
  "    port = int(sys.argv[1])\nIndexError: list index out of range",
  'Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0',
  "Faltam parâmetros",
  "Erro: informe <host> e <porta>",
])("%j wants arguments", (output) => {
  expect(wantsArguments(output)).toBe(true);
});

test.each([
  "",
  "Esperando conexão",
  "Servidor ouvindo na porta 12345",
  "ConnectionRefusedError: [Errno 111] Connection refused",
  "OSError: [Errno 98] Address already in use",
  "Mensagem recebida: pipoca",
])("%j does not want arguments", (output) => {
  expect(wantsArguments(output)).toBe(false);
});

describe("launchVariants", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sockgrade-variants-"));
    writeFileSync(join(folder, "plain.py"), "import socket\n");
    writeFileSync(join(folder, "args.py"), "import sys\nport = int(sys.argv[1])\n");
    writeFileSync(join(folder, "Args.java"), "int port = args.length > 0 ? 1 : 2;\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const launch = (file: string, more: Partial<Launch> = {}): Launch => ({
    role: "server",
    language: "python",
    file: `src/${file}`,
    command: ["true"],
    shown: ["true"],
    cwd: folder,
    env: {},
    ports: [],
    interpreters: [],
    foreignAddresses: [],
    ...more,
  });
  const args = (each: Launch, isolated: boolean) =>
    launchVariants(each, undefined, isolated).map((plan) => plan.args.join(" "));

  it("tells an address as the manifest says, or as the plan that is known to take one", () => {
    const told = (each: Launch, known?: readonly string[], alone?: readonly string[]) =>
      addressVariants(each, known && { args: known, answers: [] }, alone).map((plan) => plan.args);
    const options = ["--bind", "{host}"];
    expect(told(launch("args.py", { args: options }))).toEqual([options]);
    expect(told(launch("args.py"), ["{port}", "{host}"])).toEqual([["{port}", "{host}"]]);
    expect(told(launch("plain.py"))).toEqual([[]]);
    const likely = [["{host}"], ["{host}", "{port}"], ["{port}", "{host}"], []];
    expect(told(launch("args.py"), [])).toEqual(likely);
    expect(told(launch("args.py"), undefined, [""])).toEqual([[""], ...likely]);
    const bareFirst = optionalAddressVariants(launch("args.py"), undefined);
    expect(bareFirst.map((plan) => plan.args)).toEqual([[], ...likely.slice(0, 3)]);
  });

  it("starts a program that reads no arguments as the handout does", () => {
    expect(args(launch("plain.py"), true)).toEqual([""]);
    expect(args(launch("plain.py"), false)).toEqual([""]);
    expect(args(launch("not-there.py"), false)).toEqual([""]);
  });

  it.each(["args.py", "Args.java"])(
    "tries the arguments that %s reads, first where ports are not free",
    (file) => {
      const tries = ["{port}", "{host} {port}", "{port} {host}"];
      expect(args(launch(file), true)).toEqual(["", ...tries]);
      expect(args(launch(file), false)).toEqual([...tries, ""]);
      const ofClient = args(launch(file, { role: "client" }), true);
      expect([ofClient[1], ofClient.at(-1)]).toEqual(["{host} {port}", "{host} {port} {message}"]);
    },
  );

  it("tries a message first as an argument of a sender: a word is no address", () => {
    const sender = launch("args.py", { role: "sender" });
    expect(args(sender, true)).toEqual([
      "",
      "{message}",
      "{host} {port} {message}",
      "{message} {host} {port}",
      "{host} {port}",
    ]);
  });

  it("does as the manifest says, and what has worked before above all", () => {
    const told = launch("args.py", { args: ["-p", "{port}"] });
    expect(args(told, false)).toEqual(["-p {port}"]);
    const known = { args: [], answers: ["port"] } as const;
    expect(launchVariants(told, known, true)).toEqual([known]);
  });
});

test("the address is filled in wherever it is wanted", () => {
  const address = { host: "127.0.0.1", port: 7 };
  expect(argumentsOf({ args: ["{host}:{port}", "{port}", "x"], answers: [] }, address)).toEqual([
    "127.0.0.1:7",
    "7",
    "x",
  ]);
  expect(filledIn("{port}{port}{other}", address)).toBe("77{other}");
  expect(filledIn("{message}", address)).toMatch(/^[a-z]+$/u);
  expect(filledIn("{message}", { ...address, message: "uva" })).toBe("uva");
});

test("a group is a host by another name, and what is filled in is not looked at again", () => {
  const address = { host: "224.1.1.1", port: 7, message: "{port} uva" };
  expect(filledIn("{group} {message}", address)).toBe("224.1.1.1 {port} uva");
});

test.each(["Endereço do grupo: ", "Grupo: ", "Qual o grupo? ", "Multicast group (224.1.1.1): "])(
  "%j asks for the group",
  (prompt) => {
    expect(questionIn(prompt)).toBe("host");
  },
);

test.each([
  "Mensagem para o grupo: ",
  "Enviar ao grupo: ",
  "[grupo 224.1.1.1] > ",
  "Say to the group: ",
])("%j asks for what to tell the group", (prompt) => {
  expect(questionIn(prompt)).toBeUndefined();
});
