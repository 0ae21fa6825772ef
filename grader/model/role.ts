/** The parts a program can play in an exercise. */
export type Role = "server" | "client";

/**
 * One program or scripted peer of one check: a role, and a number from the second of its kind on
 * (`client`, `client2`), or a peer that the grader plays itself (`peer`, `peer2`).
 */
export type ActorName = Role | `${Role | "peer"}${number}` | "peer";
