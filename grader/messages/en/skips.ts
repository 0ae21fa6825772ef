import type { Catalogue } from "../catalogue.ts";

/** Why a check did not run. */
export const skips: Catalogue["skips"] = {
  needs: ({ check }) => `needs ${check}, which did not pass`,
  "not-selected": () => "was not selected",
  unavailable: ({ what }) => unavailable[what],
};

const unavailable = {
  kernel: "this system does not tell what programs are doing",
  relay:
    "on this machine I cannot stand between the two programs to change what the network delivers",
  frame:
    "I could not find out how your messages begin and end on the wire, so I cannot speak with the program",
  packets: "on this machine I cannot see the packets",
  multicast: "on this machine a group of multicast is out of reach",
  "multicast-ipv6": "on this machine IPv6 multicast is out of reach",
  hosts: "on this machine I cannot make two hosts and a network between them",
} as const;
