"""Sends every datagram back in upper case to whoever sent it.

Run it with `python server.py`; stop it with Ctrl+C.
"""

import socket

HOST = ""  # every address of this machine
PORT = 65431


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, PORT))
        print("Esperando datagramas na porta", PORT, flush=True)

        # No listen(), no accept(): one socket hears everybody, and recvfrom() says who it was.
        while True:
            # What does not fit into the buffer is thrown away; no datagram is longer than this.
            data, address = sock.recvfrom(65535)
            # An empty datagram is a datagram like any other: nobody has closed anything.
            text = data.decode(errors="replace").strip()
            print(f"{address[0]}:{address[1]} escreveu: {text}", flush=True)
            sock.sendto(text.upper().encode(), address)


try:
    main()
except KeyboardInterrupt:
    print("\nServidor encerrado.")
