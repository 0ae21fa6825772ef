"""Says hello to an echo server on another machine, and shows what comes back.

Run it with `python client.py ADDRESS`, where ADDRESS is the server's machine on the network.
"""

import socket
import sys

PORT = 65432
MESSAGE = "Hello, world"


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: python client.py ADDRESS")
    host = sys.argv[1]
    print(f"Connecting to {host} port {PORT}", flush=True)
    try:
        with socket.create_connection((host, PORT)) as connection:
            connection.sendall(MESSAGE.encode())
            print("Received:", receive(connection, len(MESSAGE.encode())).decode(), flush=True)
            print("Closing connection to the server", flush=True)
    except OSError as error:
        # Refused: nobody listens there. Unreachable, or no answer: there is no such machine.
        sys.exit(f"{host} port {PORT}: {error}")


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
