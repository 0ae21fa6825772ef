"""Receives three messages, sleeps a little after the first, and shows each by itself.

Every message is one line, UTF-8 text that ends with a newline (see server.py).
"""

import socket
from time import sleep

HOST = socket.gethostname()  # the server runs on this same machine
PORT = 12345


class MessageReader:
    """Cuts the stream of bytes that arrives on a connection into messages."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting = b""  # bytes that have arrived and belong to no message shown yet

    def next_message(self):
        """Return the next message, or None when the server closed."""
        # recv() may bring half a message, or two and a half: keep on until one is complete,
        # and keep what is left over for the next time.
        while b"\n" not in self.waiting:
            piece = self.connection.recv(1024)
            if piece == b"":
                return None
            self.waiting += piece
        line, self.waiting = self.waiting.split(b"\n", 1)
        # Decode only now: a letter with an accent is two bytes, and they may arrive apart.
        return line.decode()


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.connect((HOST, PORT))
        reader = MessageReader(connection)

        number = 1
        message = reader.next_message()
        while message is not None:
            print(number)
            print(message, flush=True)
            if number == 1:
                sleep(1)  # meanwhile the other messages arrive, and wait in the socket
            number += 1
            message = reader.next_message()


main()
