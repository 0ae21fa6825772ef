"""The echo server, for clients on other machines. It ends when its client has closed.

Run it with `python server.py ADDRESS`, the address of this machine on the network (`ip -4 addr`
shows it), or without an argument to listen on every interface.
"""

import socket
import sys

HOST = sys.argv[1] if len(sys.argv) > 1 else ""  # "" is every interface; "127.0.0.1" would be no other machine
PORT = 65432


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(5)
        print("Starting up echo server on %s port %s" % listener.getsockname(), flush=True)

        connection, address = listener.accept()
        print("Connected by", address, flush=True)
        with connection:
            while data := connection.recv(1024):  # b"" ends it: the client has closed
                print("Data:", data.decode(errors="replace"), flush=True)
                connection.sendall(data)
        print("Closing client connection", flush=True)


try:
    main()
except KeyboardInterrupt:
    print("\nServer stopped.")
