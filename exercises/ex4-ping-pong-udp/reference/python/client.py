"""Ping-pong over UDP, the side that begins: sends what is typed, shows the answer, leaves at SAIR."""

import socket

SERVER = ("localhost", 12345)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        while True:
            message = input("Digite mensagem: ")
            if message == "SAIR":  # the whole message, not a part of it
                # There is no connection to close, so there is nothing to tell the server.
                print("Desconectando.")
                return

            # An empty message is an empty datagram: it is sent, and it arrives, like any other.
            sock.sendto(message.encode(), SERVER)
            print("Mensagem enviada")

            print("Esperando resposta", flush=True)
            answer, _address = sock.recvfrom(65535)
            print("Resposta recebida:", answer.decode(errors="replace"))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, Ctrl+D
        print()
