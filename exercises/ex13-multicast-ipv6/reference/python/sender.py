import socket

GROUP, PORT = "ff15::1", 5007

sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
# What TTL is in IPv4 is the hop limit in IPv6.
sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 2)
sock.sendto(input("Message: ").encode(), (GROUP, PORT))
