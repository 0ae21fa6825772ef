import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, runInSlot, users } from "../sandbox/testing-slots.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sockgrade-group-"));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs a story with `at`, `heard` and everything of the module in a slot: multicast must not leave it. */
async function play(as: readonly string[], name: string, story: string): Promise<unknown> {
  const entry = await bundle(
    folder,
    name,
    `import { createSocket } from "node:dgram";
     import { GroupSocket } from "../wire/group-socket.ts";
     const at = { address: "224.1.1.1", port: 5007 };
     const ends = [];
     const hear = async (place) => { const one = await GroupSocket.toHear(place, () => undefined); ends.push(one); return one; };
     const speaker = await GroupSocket.toSend(at.address, 2);
     ends.push(speaker);
     const texts = ({ heard }) => heard.map(({ bytes, from }) => [bytes.toString(), from.address, from.port === speaker.port]);
     // What came before it in the same queue has been read once this is heard.
     const settle = async (ears, place = at) => {
       await speaker.send(Buffer.from("end"), place);
       const deadline = Date.now() + 10_000;
       while (!ears.every(({ heard }) => heard.at(-1)?.bytes.toString() === "end")) {
         if (Date.now() > deadline) throw new Error("the end was not heard");
         await new Promise((resolve) => setImmediate(resolve));
       }
     };
     ${story}
     for (const one of ends) one.close();`,
  );
  return JSON.parse((await runInSlot(as, process.execPath, entry)).stdout) as unknown;
}

describe.each(users)("the grader in a group, started by %s", (user, as) => {
  const name = (story: string) => `${story}-${user.replaceAll(" ", "-")}`;

  it("is heard by everybody who joined, with the boundaries of each datagram", async () => {
    const heard = await play(
      as,
      name("everybody"),
      `const ears = [await hear(at), await hear(at)];
       await speaker.send(Buffer.from("ação"), at);
       await speaker.send(Buffer.alloc(0), at);
       await settle(ears);
       process.stdout.write(JSON.stringify(ears.map(texts)));`,
    );
    const all = [
      ["ação", "127.0.0.1", true],
      ["", "127.0.0.1", true],
      ["end", "127.0.0.1", true],
    ];
    expect(heard).toEqual([all, all]);
  });

  it("hears nothing of another group, nor of its own port at one host's address", async () => {
    const heard = await play(
      as,
      name("elsewhere"),
      `const ears = [await hear(at)];
       await speaker.send(Buffer.from("other group"), { ...at, address: "224.1.1.2" });
       await speaker.send(Buffer.from("other port"), { ...at, port: 5008 });
       await speaker.send(Buffer.from("one host"), { ...at, address: "127.0.0.1" });
       await settle(ears);
       process.stdout.write(JSON.stringify(ears.map(texts)));`,
    );
    expect(heard).toEqual([[["end", "127.0.0.1", true]]]);
  });

  it("knows whether a port is shared by whoever has it", async () => {
    const shared = await play(
      as,
      name("shared"),
      `const held = (port, reuseAddr) => new Promise((resolve) => {
         const socket = createSocket({ type: "udp4", reuseAddr });
         ends.push(socket);
         socket.bind(port, () => resolve());
       });
       await held(6001, true);
       await held(6002, false);
       const ports = [6001, 6002, 6003];
       const found = await Promise.all(ports.map((port) => GroupSocket.isShared({ ...at, port })));
       process.stdout.write(JSON.stringify(found));`,
    );
    expect(shared).toEqual([true, false, true]);
  });

  it("says so when a datagram is too long to be sent", async () => {
    const error = await play(
      as,
      name("too-long"),
      `const error = await speaker.send(Buffer.alloc(70_000), at).catch(({ code }) => code);
       process.stdout.write(JSON.stringify(error));`,
    );
    expect(error).toBe("EMSGSIZE");
  });
});
