"""Ping-pong over TCP, the side that connects: sends what is typed, shows the answer, leaves at SAIR."""

import socket
import sys

HOST = "localhost"
PORT = 12345


def main():
    with socket.socket() as connection:
        print("conectando-se ao servidor")
        try:
            connection.connect((HOST, PORT))
        except ConnectionRefusedError:
            sys.exit(f"Ninguém escuta em {HOST}:{PORT}. O servidor está rodando?")
        print("Conectado")
        try:
            talk(connection)
        except ConnectionError:
            sys.exit("A conexão com o servidor caiu.")


def talk(connection):
    """Sends lines and shows the answers until SAIR is typed."""
    # As in the server: a message is a line, and the reader puts the pieces of a line together.
    with connection.makefile("r", encoding="utf-8", errors="replace", newline="\n") as reader:
        while True:
            message = input("Digite mensagem: ")
            if message == "SAIR":  # the whole message, not a part of it
                # Nothing to send: closing the connection tells the server.
                print("Desconectando.")
                return

            # The "\n" makes even an empty message one byte long, so the server always gets something to answer.
            connection.sendall((message + "\n").encode("utf-8"))
            print("Mensagem enviada")

            print("Esperando resposta")
            line = reader.readline()
            if not line.endswith("\n"):
                sys.exit("O servidor encerrou a conexão.")
            print("Resposta recebida:", line.removesuffix("\n"))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, Ctrl+D
        print()
