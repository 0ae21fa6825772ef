import { expect, test } from "vitest";
import { findForeignAddresses } from "./foreign-addresses.ts";

test.each([
  ["s.connect(('10.0.1.193', 12345))", ["10.0.1.193"]],
  ['HOST = "192.168.0.7"; OTHER = "192.168.0.7"', ["192.168.0.7"]],
  [
    "s.bind(('127.0.0.1', 1)); s.bind(('0.0.0.0', 1)); x = '255.255.255.255'; g = '224.1.1.1'; h = '239.1.2.3'",
    [],
  ],
  [
    'net.Dial("tcp", "10.0.1.193:12345"); fsockopen("udp://10.0.1.7"); f("10.0.1.8:" + p)',
    ["10.0.1.193", "10.0.1.7", "10.0.1.8"],
  ],
  ['net.Dial("tcp", "10.0.1.193:12345"); net.Listen("tcp", "127.0.0.1:1")', ["10.0.1.193"]],
  ['TcpStream::connect(format!("10.0.1.193:{}", port))', ["10.0.1.193"]],
  ['stream_socket_client("tcp://10.0.1.193:12345")', ["10.0.1.193"]],
  ["Ipv4Addr::new(10, 0, 1, 193); Ipv4Addr::new(127,0,0,1)", ["10.0.1.193"]],
  ["# s.connect(('10.0.1.193', 1))", []],
  ["input('IP (ex. 192.168.0.1): ')", []],
  ["version = '1.2.3.999'", []],
])("%s", (source, addresses) => {
  expect(findForeignAddresses(source, "python")).toEqual(addresses);
});
