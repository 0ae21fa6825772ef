"""Reads one line from the keyboard and sends it to everybody in a multicast group.

Run it with `python sender.py` while the receivers run in other terminals.
"""

import socket

GROUP = "224.1.1.1"
PORT = 5007


def main():
    # The `with` closes the socket at the end, whatever happens.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        # How many networks the datagram may cross: each router takes one off, and 0 goes no further.
        sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2)
        message = input("Mensagem: ")
        # The sender joins nothing: who sends to a group need not be in it.
        sender.sendto(message.encode(), (GROUP, PORT))


main()
