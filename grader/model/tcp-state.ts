/** What one end of a TCP connection may be in: the names of RFC 9293 §3.3.2, in small letters. */
export type TcpState =
  | "listen"
  | "syn-sent"
  | "syn-received"
  | "established"
  | "fin-wait-1"
  | "fin-wait-2"
  | "close-wait"
  | "closing"
  | "last-ack"
  | "time-wait";
