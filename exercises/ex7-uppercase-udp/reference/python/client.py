"""Sends what is typed to the server, and shows what comes back.

Run it with `python client.py` while the server runs in another terminal.
"""

import socket

SERVER = ("localhost", 65431)


def main():
    message = input("Digite mensagem: ")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        # There is no connection: each datagram carries the address of the one it goes to.
        sock.sendto(message.encode(), SERVER)
        answer, _address = sock.recvfrom(65535)
    print("Resposta recebida:", answer.decode(errors="replace"))


main()
