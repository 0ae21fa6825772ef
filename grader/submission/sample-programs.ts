/** For tests: programs as students write them, a few lines of each kind. */

/** Python programs that use datagrams. */
export const udp = {
  server: `import socket
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("", 12345))
while True:
    dados, origem = sock.recvfrom(1024)
    sock.sendto(dados, origem)
`,
  client: `import socket
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(input("Mensagem: ").encode(), ("127.0.0.1", 12345))
print(sock.recvfrom(1024)[0].decode())
`,
} as const;

/** Python programs of a multicast group. */
export const group = {
  receiver: `import socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)
s.bind(("", 5007))
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, struct.pack("4sl", socket.inet_aton("224.1.1.1"), 0))
while True:
    print(s.recv(10240))
`,
  sender: `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2)
s.sendto(input().encode(), ("224.1.1.1", 5007))
`,
} as const;

const sides = (open: string) => `import socket, sys
def servidor():
    s = socket.socket()
    s.bind(("", 12345))
    s.listen()
    c, _ = s.accept()
    print(c.recv(99))
def cliente():
    s = socket.socket()
    s.connect(("127.0.0.1", 12345))
    s.sendall(b"oi")
${open}`;

/** One Python program that is server and client, and how it learns which to be. */
export const both = {
  argv: sides(`if sys.argv[1] == "server": servidor()
elif sys.argv[1] == "client": cliente()
`),
  portuguese: sides(`papel = sys.argv[1].lower()
if papel in ("servidor", "s"): servidor()
elif papel in ("cliente", "c"): cliente()
else: print("uso: chat.py servidor|cliente")
`),
  choices: sides(`import argparse
p = argparse.ArgumentParser()
p.add_argument("modo", choices=["servidor", "cliente"])
p.add_argument("--porta", type=int, default=12345)
servidor() if p.parse_args().modo == "servidor" else cliente()
`),
  option: sides(`import argparse
p = argparse.ArgumentParser()
p.add_argument("-p", "--port", type=int)
p.add_argument("-m", "--mode",
               choices=("server", "client"), required=True)
servidor() if p.parse_args().mode == "server" else cliente()
`),
  flags: sides(`if "--server" in sys.argv: servidor()
if "--client" in sys.argv: cliente()
`),
  menu: sides(`op = input("1 - Servidor\\n2 - Cliente\\n> ")
servidor() if op == "1" else cliente()
`),
  threads: sides(`import threading
threading.Thread(target=servidor).start()
cliente()
`),
} as const;

const javaMain = (name: string, body: string, head = "") =>
  `${head}public class ${name} {\n  public static void main(String[] args) throws Exception {\n    ${body}\n  }\n}\n`;

/** Java programs, by the name of their class. */
export const java = {
  server: (name: string, head?: string) =>
    javaMain(name, "new java.net.ServerSocket(12345).accept();", head),
  client: (name: string, head?: string) =>
    javaMain(name, 'new java.net.Socket("localhost", 12345);', head),
} as const;

/** C programs. */
export const c = {
  server: "int main(void) {\n  bind(3, 0, 0); listen(3, 5); accept(3, 0, 0);\n}\n",
  client: "int main(void) {\n  connect(3, 0, 0);\n}\n",
} as const;

/** Programs for Node. */
export const js = {
  server: 'require("net").createServer(() => {}).listen(12345);\n',
  client: 'require("net").connect(12345);\n',
} as const;
