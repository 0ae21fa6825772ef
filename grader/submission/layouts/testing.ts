import { expect, test } from "vitest";
import { handInOf } from "../../exercise/hand-in.ts";
import { roles, type Role } from "../../model/role.ts";
import type { Exercise } from "../../spec/exercise.ts";
import { openSubmission } from "../open.ts";
import { group, udp } from "../sample-programs.ts";
import { pythonClient, pythonServer, tempFolder } from "../temp-folder.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;
/** What is in the folder, the exercise, and the files that play its two roles. */
export type Layout = readonly [
  about: string,
  Exercise,
  Files,
  string | undefined,
  string | undefined,
];

export const tcp = (server: string, client: string): Files => ({
  [server]: pythonServer,
  [client]: pythonClient,
});
export const datagrams = (server: string, client: string): Files => ({
  [server]: udp.server,
  [client]: udp.client,
});
export const multicast = (receiver: string, sender: string): Files => ({
  [receiver]: group.receiver,
  [sender]: group.sender,
});
export const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

/** For tests: every layout gives its two roles these files. */
export function testLayouts(layouts: readonly Layout[]): void {
  test.each(layouts)("%s", async (_about, exercise, files, first, second) => {
    expect(await filesFor(exercise, files)).toEqual([first, second]);
  });
}

/** For tests: the files that play the exercise's roles. */
export async function filesFor(exercise: Exercise, files: Files) {
  const { programs } = await openSubmission(await tempFolder(files), handInOf(exercise));
  const wanted = roles.filter((role: Role) => exercise.roles[role] !== undefined);
  return wanted.map((role) => programs[role]?.file);
}
