"""Joins a multicast group and shows every message that is sent to it.

Run it with `python receiver.py` in as many terminals as you like; stop it with Ctrl+C.
"""

import socket
import struct

GROUP = "224.1.1.1"
PORT = 5007


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        # Several receivers on one machine have to share the port, and each must agree to it.
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        receiver.bind(("", PORT))
        join(receiver)
        print("No grupo", GROUP, "porta", PORT, flush=True)

        while True:
            # A datagram comes whole or not at all; what is longer than the buffer is cut.
            message, sender = receiver.recvfrom(65535)
            print(message.decode(errors="replace"), flush=True)


def join(receiver):
    """Ask the system for what is sent to the group: bind() alone only opens the port."""
    # struct ip_mreq: the group, then our interface, where 0.0.0.0 leaves the choice to the system.
    request = struct.pack("4s4s", socket.inet_aton(GROUP), socket.inet_aton("0.0.0.0"))
    receiver.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)


try:
    main()
except KeyboardInterrupt:
    print("\nReceptor encerrado.")
