import { expect, test } from "vitest";
import type { ProgramLanguage } from "../model/submission.ts";
import { findPorts } from "./ports.ts";

const cases: readonly (readonly [ProgramLanguage, string, readonly number[]])[] = [
  ["python", "host = socket.gethostname()\nport = 12345\ns.bind((host, port))", [12345]],
  ["python", "PORTA = 7\n", [7]],
  ["python", "HOST, PORT = '127.0.0.1', 65432", [65432]],
  ["python", "s.connect(('10.0.1.193', 5000))", [5000]],
  ["python", "s.recv(1024)\ns.connect((socket.gethostname(), 8888))", [8888, 1024]],
  ["python", "s.listen(5)\nx = 3", []],
  ["python", "# port = 1111\nserver_port: int = 2222", [2222]],
  ["python", "port = int(sys.argv[1]) if len(sys.argv) > 1 else 12345", [12345]],
  ["python", "data = 50000\nporta = 6000\ns.bind(('', 7000))", [6000, 7000, 50000]],
  ["python", "import socket\nsupport = 4321\nBUFSIZE = 4096\nMAGIC = 31337", [4321, 31337, 4096]],
  ["python", "port = 99999\nport2 = 1", [1]],
  ["python", "addr = 'ação', 12345\n", [12345]],
  ["java", 'Socket s = new Socket("localhost", 12345);', [12345]],
  ["java", "ServerSocket s = new ServerSocket(6789);", [6789]],
  ["java", "static final int PORTA = 4000; // 5000", [4000]],
  ["java", "new InetSocketAddress(host, 9000)", [9000]],
  ["c", "#define PORT 8080\nchar buffer[1024];\naddr.sin_port = htons(PORT);", [8080, 1024]],
  ["c", "addr.sin_port = htons(9734);", [9734]],
  ["c", "addr.sin_port = 9734;", [1574, 9734]],
  ["javascript", "server.listen(3000, () => {})", [3000]],
  ["javascript", "net.connect({ port: 3001, host: 'localhost' })", [3001]],
  ["javascript", "const porta = process.argv[2] || 3002", [3002]],
  ["go", 'b := make([]byte, 4096)\nnet.Listen("tcp", ":700")', [700, 4096]],
  ["go", 'net.ResolveUDPAddr("udp", "127.0.0.1:65431")', [65431]],
  ["go", 'port := 5000\nconst Porta = ":5001"', [5000, 5001]],
  ["rust", 'let mut b = [0; 4096];\nTcpListener::bind("127.0.0.1:7878")', [7878, 4096]],
  ["rust", 'UdpSocket::bind("0.0.0.0:0")?.send_to(b, ("localhost", 700))', [700]],
  ["rust", "const PORTA: u16 = 700;", [700]],
  ["php", "socket_bind($s, '0.0.0.0', 700);\nsocket_recv($c, $b, 4096, 0);", [700, 4096]],
  ["php", "stream_socket_server('tcp://0.0.0.0:700'); fsockopen('localhost', 701);", [700, 701]],
  ["php", "$porta = 700; # 701\n$x = 5000;", [700, 5000]],
  ["ruby", "s = TCPServer.new('0.0.0.0', 700)\ns.recv(4096)", [700, 4096]],
  ["ruby", "PORTA = 700\nTCPSocket.open 'localhost', PORTA # 5000", [700]],
  ["typescript", "const PORTA: number = 700;\ns.listen(5000)", [700, 5000]],
  [
    "python",
    Array.from({ length: 20 }, (_, n) => `x = ${10_001 + n}`).join("\n"),
    [10001, 10002, 10003, 10004, 10005, 10006, 10007, 10008],
  ],
];

test.each(cases)("%s: %s", (language, source, ports) => {
  expect(findPorts(source, language)).toEqual(ports);
});
