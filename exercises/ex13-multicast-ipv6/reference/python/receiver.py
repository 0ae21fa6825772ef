import socket
import struct

GROUP, PORT = "ff15::1", 5007

sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
# Several receivers on one machine share the port.
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("", PORT))
# struct ipv6_mreq: the group's 16 bytes, then the number of an interface; 0 lets the system choose.
membership = socket.inet_pton(socket.AF_INET6, GROUP) + struct.pack("@I", 0)
sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, membership)

while True:
    print(sock.recv(10240).decode(), flush=True)
