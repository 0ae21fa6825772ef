"""Connects to the server, shows all that it says, and ends.

Run it with `python client.py` while the server runs in another terminal.
"""

import socket

HOST = socket.gethostname()  # the server runs on this same machine
PORT = 12345


def main():
    # The `with` closes the socket at the end, whatever happens.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.connect((HOST, PORT))
        print(receive_all(connection).decode())


def receive_all(connection):
    """Return every byte that arrives until the other side closes."""
    received = b""
    while True:
        # One recv() is not one message: it returns what happens to have arrived.
        piece = connection.recv(1024)
        if piece == b"":  # the server closed: nothing more will come
            return received
        received += piece


main()
