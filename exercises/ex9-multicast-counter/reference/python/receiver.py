import socket
import struct

GROUP, PORT = "224.2.2.3", 8888

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
# Several receivers on one machine share the port.
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("", PORT))
# The group, and the interface to join it on: any.
membership = struct.pack("4s4s", socket.inet_aton(GROUP), socket.inet_aton("0.0.0.0"))
sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)

while True:
    data, (address, _) = sock.recvfrom(1024)
    print(f"From {address} Msg : {data.decode()}", flush=True)
