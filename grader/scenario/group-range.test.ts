import { describe, expect, it } from "vitest";
import { CheckUnavailable } from "./failure.ts";
import {
  expectedGroups,
  isExpectedGroup,
  isOfSameFamily,
  openGroupNetwork,
} from "./group-range.ts";
import type { Stage } from "./stage.ts";

/** The part of a stage that says which groups an exercise asks for. */
const stage = (group: string, groupRange?: string) => ({ group, groupRange }) as Stage;

describe("an exercise's group", () => {
  const only = stage("224.1.1.1");
  const wide = stage("ff15::1", "ff15::/16");

  it("is that very one where no range is given", () => {
    expect(["224.1.1.1", "224.1.1.2", "ff15::1"].map((one) => isExpectedGroup(only, one))).toEqual([
      true,
      false,
      false,
    ]);
    expect(expectedGroups(only)).toBe("224.1.1.1");
  });

  it("is any of its range", () => {
    const inside = ["ff15::1", "ff15:7079:7468:6f6e:6465:6d6f:6d63:6173", "ff15::abcd:1"];
    const outside = ["ff05::1", "ff1e::1", "ff02::1", "fd15::1", "224.1.1.1", "255.21.0.1"];
    expect(inside.every((one) => isExpectedGroup(wide, one))).toBe(true);
    expect(outside.some((one) => isExpectedGroup(wide, one))).toBe(false);
    expect(expectedGroups(wide)).toBe("ff15::/16");
  });

  it("is out of reach for sockets of the other version of IP", () => {
    expect([isOfSameFamily(only, "ff15::1"), isOfSameFamily(only, "239.0.0.1")]).toEqual([
      false,
      true,
    ]);
    expect([isOfSameFamily(wide, "ff05::1"), isOfSameFamily(wide, "239.0.0.1")]).toEqual([
      true,
      false,
    ]);
  });
});

describe("the network of a group", () => {
  const withNetwork = (group: string, opens: boolean) => {
    const asked: string[] = [];
    const network = {
      openMulticast6: () => {
        asked.push(group);
        return Promise.resolve(opens);
      },
    };
    return { asked, stage: { group, network } as unknown as Stage };
  };

  it("is opened for IPv6, and only there", async () => {
    const ipv4 = withNetwork("224.1.1.1", false);
    await openGroupNetwork(ipv4.stage);
    const ipv6 = withNetwork("ff15::1", true);
    await openGroupNetwork(ipv6.stage);
    expect([ipv4.asked, ipv6.asked]).toEqual([[], ["ff15::1"]]);
  });

  it("makes a check unavailable where it can not be opened", async () => {
    const { stage: closed } = withNetwork("ff15::1", false);
    await expect(openGroupNetwork(closed)).rejects.toEqual(new CheckUnavailable("multicast-ipv6"));
  });
});
