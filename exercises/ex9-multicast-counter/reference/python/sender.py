import itertools
import socket
import time

GROUP, PORT = "224.2.2.3", 8888

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in itertools.count(1):
    text = f"Multicast numero {number}"
    sock.sendto(text.encode(), (GROUP, PORT))
    print("Server sends :", text, flush=True)
    time.sleep(0.5)
