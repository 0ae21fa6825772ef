"""Greets every client that connects and then closes the connection.

Run it with `python server.py`; stop it with Ctrl+C.
"""

import socket

HOST = ""  # every address of this machine, so localhost and the host name both work
PORT = 12345
GREETING = "Thank you for connecting"


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
            greet(connection)


def greet(connection):
    # The `with` closes the connection even if sending fails. The client learns that
    # nothing more will come because its recv() then returns b"".
    with connection:
        try:
            # send() may take only a part of the bytes; sendall() insists until all are gone.
            connection.sendall(GREETING.encode())
        except OSError as error:
            # One client that left in a hurry must not end the server for all the others.
            print("O cliente foi embora:", error, flush=True)


try:
    main()
except KeyboardInterrupt:
    print("\nServidor encerrado.")
