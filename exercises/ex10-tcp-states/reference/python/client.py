"""Says hello to the echo server, shows what comes back, and closes first.

Run it with `python client.py` while the server runs in another terminal.
"""

import socket
import sys

HOST = "127.0.0.1"
PORT = 65432
MESSAGE = "Hello, world"


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        print(f"Connecting to {HOST} port {PORT}", flush=True)
        try:
            connection.connect((HOST, PORT))  # SYN_SENT, and then ESTABLISHED
        except ConnectionRefusedError:
            # Nobody is in LISTEN on that port: the system answers the SYN with RST.
            sys.exit(f"Connection refused: no server listens on {HOST} port {PORT}.")
        connection.sendall(MESSAGE.encode())
        print("Received:", receive(connection, len(MESSAGE.encode())).decode(), flush=True)
        print("Closing connection to the server", flush=True)
    # The socket is closed here, before the server closes its own: so it is this end that stays in
    # TIME_WAIT for a while.


def receive(connection, length):
    """Return `length` bytes: one recv() may bring only a part of them."""
    received = b""
    while len(received) < length:
        piece = connection.recv(1024)
        if piece == b"":
            raise ConnectionError("the server closed before everything had come back")
        received += piece
    return received


main()
