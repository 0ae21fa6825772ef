import { expect, test } from "vitest";
import { groupPart } from "./group-hint.ts";

test.each([
  "s.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, mreq)\nprint(s.recv(10240).decode())",
  "data, addr = sock.recvfrom(1024)",
  "sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, mreq)\nloop.run_forever()",
  "socket.joinGroup(address); socket.receive(packet);",
  "s.on('message', (text) => console.log(String(text))); s.bind(5007, () => s.addMembership(group));",
  "struct ip_mreq wanted; setsockopt(fd, 0, 35, &wanted, sizeof wanted); read(fd, text, 99);",
])("%j receives", (text) => {
  expect(groupPart(text)).toBe("server");
});

test.each([
  "sock.sendto(input().encode(), (MCAST_GRP, MCAST_PORT))",
  "socket.joinGroup(address); socket.send(packet);",
  "sock.settimeout(1)\nsock.sendto(b'hi', group)\nprint(sock.recv(99))",
  "const s = dgram.createSocket('udp4'); s.send(text, 5007, group, () => s.close());",
  "sendto(fd, text, strlen(text), 0, (struct sockaddr *) &group, sizeof group);",
])("%j sends", (text) => {
  expect(groupPart(text)).toBe("client");
});

test.each([
  "",
  "print('nothing to do with a network')",
  "sock.bind(('', 5007))\nsock.sendto(b'hi', sock.recvfrom(99)[1])",
  "socket.joinGroup(g); socket.send(p); socket.receive(p);",
])("%j tells nothing", (text) => {
  expect(groupPart(text)).toBeUndefined();
});
