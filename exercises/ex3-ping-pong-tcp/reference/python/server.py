"""Ping-pong over TCP, the side that waits: shows each message and sends back what is typed."""

import socket

PORT = 12345


def main():
    with socket.socket() as listener:
        # Without this, bind() fails for about a minute after the server ended first ("Address already in use").
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("", PORT))  # "" means every address of this machine
        listener.listen(5)

        # One client after another: whoever comes meanwhile waits in the listen queue.
        while True:
            print("Esperando conexão.")
            connection, _address = listener.accept()
            print("Conectado")
            try:
                talk(connection)
            except ConnectionError:
                # The client vanished in the middle (closed window, pulled cable). Only this conversation is over.
                pass
            print("Conexão encerrada.")


def talk(connection):
    """Answers messages until the client closes its side."""
    # TCP carries bytes, not messages: one recv() may bring half a message, or two. Here a message is a line, and
    # makefile() gives a reader that keeps the bytes until the line is whole.
    # The connection is really closed only when the reader is closed too, so both are in the `with`.
    with connection, connection.makefile("r", encoding="utf-8", errors="replace", newline="\n") as reader:
        while True:
            print("Esperando mensagem")
            line = reader.readline()
            if not line.endswith("\n"):
                return  # the client closed the connection: recv() gave 0 bytes

            print("Mensagem recebida:", line.removesuffix("\n"))
            answer = input("Digite resposta: ")
            connection.sendall((answer + "\n").encode("utf-8"))  # sendall: send() may send only a part
            print("Resposta enviada.")


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, Ctrl+D
        print()
