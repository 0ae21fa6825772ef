/** Whether an address never leaves its own host (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}
