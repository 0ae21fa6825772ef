import { neutralise } from "../lib/neutralise.ts";
import type { Endpoint } from "../model/waiting.ts";

/** An address and port as people write them: `127.0.0.1:12345`, `[::1]:12345` (RFC 3986 §3.2.2). */
export function endpoint({ address, port }: Endpoint): string {
  const shown = neutralise(address);
  return shown.includes(":") ? `[${shown}]:${port}` : `${shown}:${port}`;
}
