"""Ping-pong over UDP, the side that waits: shows each message and sends back what is typed."""

import socket

PORT = 12345


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("", PORT))  # "" means every address of this machine

        # No listen(), no accept(): one socket hears every client, whoever sends next.
        while True:
            print("Esperando mensagem", flush=True)
            # One recvfrom() is one datagram, and what does not fit into the buffer is thrown away.
            # No datagram is longer than this.
            data, address = sock.recvfrom(65535)
            print("Mensagem recebida:", data.decode(errors="replace"), "de", address)

            answer = input("Digite resposta: ")
            # The answer goes to the address that came with this very message, not to the last client.
            sock.sendto(answer.encode(), address)
            print("Resposta enviada.", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, Ctrl+D
        print()
