import { expect, test } from "vitest";
import { groupPart } from "./group-hint.ts";

test.each([
  "s.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, mreq)\nprint(s.recv(10240).decode())",
  "data, addr = sock.recvfrom(1024)",
  "sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, mreq)\nloop.run_forever()",
  "socket.joinGroup(address); socket.receive(packet);",
  "s.on('message', (text) => console.log(String(text))); s.bind(5007, () => s.addMembership(group));",
  "struct ip_mreq wanted; setsockopt(fd, 0, 35, &wanted, sizeof wanted); read(fd, text, 99);",
  'conn, _ := net.ListenMulticastUDP("udp4", nil, group)\nn, from, _ := conn.ReadFromUDP(buffer)',
  "socket.join_multicast_v4(&group, &Ipv4Addr::UNSPECIFIED)?; socket.recv_from(&mut buffer)?;",
  "socket_set_option($s, IPPROTO_IP, MCAST_JOIN_GROUP, $group); socket_recvfrom($s, $data, 99, 0, $ip, $port);",
  "s.setsockopt(:IPPROTO_IP, :IP_ADD_MEMBERSHIP, ips)\nmsg, info = s.recvfrom 1024",
])("%j receives", (text) => {
  expect(groupPart(text)).toBe("server");
});

test.each([
  "sock.sendto(input().encode(), (MCAST_GRP, MCAST_PORT))",
  "socket.joinGroup(address); socket.send(packet);",
  "sock.settimeout(1)\nsock.sendto(b'hi', group)\nprint(sock.recv(99))",
  "const s = dgram.createSocket('udp4'); s.send(text, 5007, group, () => s.close());",
  "sendto(fd, text, strlen(text), 0, (struct sockaddr *) &group, sizeof group);",
  'conn, _ := net.DialUDP("udp", nil, group)\nconn.Write([]byte(text))',
  'socket.send_to(text.as_bytes(), "224.1.1.1:5007")?;',
  "socket_sendto($s, $text, strlen($text), 0, '224.1.1.1', 5007);",
  "socket.send 'oi', 0, '224.1.1.1', 5007",
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
