import fc from "fast-check";
import { expect, it } from "vitest";
import { ipv4Address, ipv6Address } from "./ip-address.ts";

it("writes IPv4 addresses", () => {
  expect(ipv4Address(Buffer.from([127, 0, 0, 1]))).toBe("127.0.0.1");
});

it("writes IPv6 addresses as URLs do", () => {
  const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xff_ff }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const bytes = Buffer.from(groups.flatMap((one) => [one >> 8, one & 255]));
      const plain = groups.map((one) => one.toString(16)).join(":");
      expect(`[${ipv6Address(bytes)}]`).toBe(new URL(`http://[${plain}]/`).hostname);
    }),
  );
});
