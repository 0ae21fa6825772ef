import { expect, test } from "vitest";
import type { ProgramLanguage } from "../../model/submission.ts";
import { codeHint } from "../code-hint.ts";
import { languageOf } from "./index.ts";

const servers: readonly (readonly [ProgramLanguage, string])[] = [
  ["go", 'func main() { ln, _ := net.Listen("tcp", ":1"); c, _ := ln.Accept() }'],
  ["go", 'func main () {\n\tconn, _ := net.ListenUDP("udp", addr)\n\tconn.WriteToUDP(b, from)\n}'],
  ["go", 'func main() { pc, _ := net.ListenPacket("udp", ":1"); pc.WriteTo(b, from) }'],
  ["rust", 'fn main() { for s in TcpListener::bind("0.0.0.0:1").unwrap().incoming() {} }'],
  ["rust", 'fn main() { let s = UdpSocket::bind("0.0.0.0:1")?; s.send_to(&b, from)?; }'],
  [
    "php",
    "<?php $s = socket_create(AF_INET, SOCK_STREAM, 0); socket_bind($s, '', 1); socket_listen($s);",
  ],
  ["php", "<?php $s = stream_socket_server('tcp://0.0.0.0:1');"],
  [
    "php",
    "<?php $s = socket_create(AF_INET, SOCK_DGRAM, 0); socket_bind($s, '', 1); socket_sendto($s, $x, 1, 0, $i, $p);",
  ],
  ["ruby", "require 'socket'\ns = TCPServer.new 1\nc = s.accept"],
  ["ruby", "require 'socket'\ns = UDPSocket.new\ns.bind('', 1)\ns.send('x', 0, h, p)"],
  ["typescript", "net.createServer((s: net.Socket) => {}).listen(1);"],
  [
    "typescript",
    "const s: dgram.Socket = dgram.createSocket('udp4'); s.bind(1); s.send('x', 1, h);",
  ],
];

const clients: readonly (readonly [ProgramLanguage, string])[] = [
  ["go", 'func main() {\n\tc, _ := net.Dial("tcp", "localhost:1") // net.Listen(\n}'],
  ["go", 'func main() { c, _ := net.Dial("udp", "localhost:1") }'],
  ["go", 'func main() { pc, _ := net.ListenPacket("udp", ":0"); pc.WriteTo(b, to) }'],
  ["rust", 'fn main() { let s = TcpStream::connect("localhost:1")?; }'],
  ["rust", 'fn main() { let s = UdpSocket::bind("0.0.0.0:0")?; s.send_to(&b, "localhost:1")?; }'],
  [
    "php",
    "<?php $s = socket_create(AF_INET, SOCK_STREAM, 0); socket_connect($s, 'h', 1); # socket_listen(",
  ],
  ["php", "<?php $f = fsockopen('localhost', 1);"],
  ["php", "<?php $s = socket_create(AF_INET, SOCK_DGRAM, 0); socket_sendto($s, $x, 1, 0, 'h', 1);"],
  ["ruby", "require 'socket'\ns = TCPSocket.open('h', 1) # TCPServer"],
  ["ruby", "require 'socket'\ns = UDPSocket.new\ns.send 'x', 0, 'h', 1"],
  ["typescript", "const s: net.Socket = net.connect(1);"],
  ["typescript", "const s = dgram.createSocket('udp4'); s.send('x', 1, 'h');"],
];

test.each(servers)("%s, a server: %s", (language, source) => {
  expect(codeHint(source, language)).toMatchObject({ part: "server", runnable: true });
});

test.each(clients)("%s, a client: %s", (language, source) => {
  expect(codeHint(source, language)).toMatchObject({ part: "client", runnable: true });
});

test.each([
  ["go", "package main\n\nfunc mainLoop() {}"],
  ["rust", "pub fn main_loop() {}"],
  ["php", "<?php const PORTA = 1;"],
  ["ruby", "PORTA = 1"],
] as const)("%s, a part of a program: %s", (language, source) => {
  expect(codeHint(source, language).runnable).toBe(false);
});

test.each([
  ["rust", "mod frame;\nuse frame::X;\nmod inner { }", ["frame"]],
  ["php", "require_once __DIR__ . '/lib/config.php'; include('util.php');", ["config", "util"]],
  [
    "ruby",
    "require 'socket'\nrequire_relative './lib/frame'\nload 'x.rb'",
    ["socket", "frame", "x"],
  ],
  [
    "typescript",
    'import { a } from "./lib/frame.ts";\nimport type { B } from "../b.js";',
    ["frame", "b"],
  ],
] as const)("%s, what is imported: %s", (language, source, names) => {
  expect(codeHint(source, language).imports).toEqual(names);
});

test("types alone are no program", () => {
  expect(["server.d.ts", "server.d.mts", "server.ts"].map(languageOf)).toEqual([
    undefined,
    undefined,
    "typescript",
  ]);
});
