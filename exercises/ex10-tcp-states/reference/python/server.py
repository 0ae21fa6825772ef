"""Sends back whatever a client says, until the client closes. Then it ends, as the handout's server does.

Run it with `python server.py`, or with an address: `python server.py ""` listens on every interface.
"""

import socket
import sys

# Without an argument only programs on this very machine can connect.
HOST = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
PORT = 65432


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, a server that was stopped while a client was connected finds its port in
        # TIME_WAIT, and bind() fails for about a minute.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(5)  # from here on: LISTEN
        print("Starting up echo server on %s port %s" % listener.getsockname(), flush=True)

        connection, address = listener.accept()  # a second socket: ESTABLISHED
        print("Connected by", address, flush=True)
        echo(connection)


def echo(connection):
    # The `with` closes our end: CLOSE_WAIT becomes LAST_ACK, and then nothing is left.
    with connection:
        while True:
            print("Waiting to receive message from client", flush=True)
            data = connection.recv(1024)
            if data == b"":  # the client has sent its FIN: our end is in CLOSE_WAIT now
                break
            print("Data:", data.decode(errors="replace"), flush=True)
            connection.sendall(data)
        print("Closing client connection", flush=True)


try:
    main()
except KeyboardInterrupt:
    print("\nServer stopped.")
