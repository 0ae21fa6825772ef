"""Sends three messages to every client that connects and then closes the connection.

TCP carries a stream of bytes and knows nothing of messages, so the two programs agree on a
protocol of their own: every message is one line, UTF-8 text that ends with a newline.
"""

import socket

HOST = ""  # every address of this machine
PORT = 12345
MESSAGES = ["Thank you for connecting", "Come back often", "Bye!"]


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port stays taken for about a minute after the server is stopped.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(5)
        print("Esperando conexão.", flush=True)

        while True:
            connection, address = listener.accept()
            print("Got connection from", address, flush=True)
            send_messages(connection)


def send_messages(connection):
    with connection:  # closes it at the end, even if sending fails
        try:
            for message in MESSAGES:
                # Three calls, but the network may still deliver them as one piece or as ten.
                # The newline is what tells the client where each message ends.
                connection.sendall((message + "\n").encode())
        except OSError as error:
            # One client that left in a hurry must not end the server for all the others.
            print("O cliente foi embora:", error, flush=True)


try:
    main()
except KeyboardInterrupt:
    print("\nServidor encerrado.")
