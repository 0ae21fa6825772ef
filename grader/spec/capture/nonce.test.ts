import { describe, expect, it } from "vitest";
import type { Dialogue } from "../../packets/dialogue.ts";
import { nonceIn, notOwn } from "./nonce.ts";

const dialogue = (toServer: string | Buffer, toClient: string | Buffer) =>
  ({
    toServer: { content: Buffer.from(toServer as string) },
    toClient: { content: Buffer.from(toClient as string) },
  }) as Dialogue;

describe("nonceIn", () => {
  it.each([
    ["an echo", "girafa-7", "girafa-7", "girafa-7"],
    ["an answer in capitals", "Girafa é", "Girafa é", "GIRAFA É"],
    ["capitals of ASCII alone, as bytes.upper() makes them", "maçã-7", "maçã-7", "MAçã-7"],
    ["more around it", "girafa-7", "eu: girafa-7\n", 'recebi "girafa-7"'],
  ])("finds the word in %s", (_, nonce, up, down) => {
    expect(nonceIn(dialogue(up, down), nonce)).toEqual({ toServer: true, toClient: true });
  });

  it("finds it in Latin-1, and in one direction only", () => {
    const latin = Buffer.from("maçã-7", "latin1");
    expect(nonceIn(dialogue(latin, "maca-7"), "maçã-7")).toEqual({
      toServer: true,
      toClient: false,
    });
  });
});

describe("notOwn", () => {
  it.each(["Hello, world", "hello world!", "HELLO", "Hello", "Thank you for connecting"])(
    "knows the handouts' %s",
    (word) => expect(notOwn(word)).toBe("handout"),
  );
  it.each(["abc", "7", "...", "çã"])("finds %s too short", (word) =>
    expect(notOwn(word)).toBe("short"),
  );
  it.each(["girafa", "Hello, world from Ana", "7731", "ação"])("takes %s", (word) =>
    expect(notOwn(word)).toBeUndefined(),
  );
});
