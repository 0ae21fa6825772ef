/** Names are looked up with datagrams (DNS, multicast DNS): that is the system's doing. */
export function isLookup(port: number): boolean {
  return port === 53 || port === 5353;
}
