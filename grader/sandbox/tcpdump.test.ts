import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTcpdump } from "./tcpdump.ts";
import { shellInSlot, users } from "./testing-slots.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-tcpdump-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const listen = "timeout 2 tcpdump -i lo -U --immediate-mode -n -w - 2>&1 >/dev/null";

describe.each(users)("tcpdump in a slot of %s", (_, as) => {
  it("works with the slot's capabilities, and with them alone", async () => {
    const said = await shellInSlot(
      as,
      folder,
      `echo "id $(id -u)"
       ${listen} || true
       setpriv --ambient-caps=-all --inh-caps=-all -- ${listen} || true
       unshare --user --map-root-user --net --keep-caps sh -c 'ip link set lo up; id -u; ${listen}' || true`,
    );
    const [id, first, second = "", ...asRoot] = said
      .split("\n")
      .filter((line) => !/packets? |^$/u.test(line));
    expect([id, first]).toEqual([
      "id 1000",
      "tcpdump: listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes",
    ]);
    expect(second).toMatch(/don't have permission/u);
    expect(asRoot.join(" ")).toMatch(/tcpdump: Couldn't|Operation not permitted/u);
  });
});

it("is nothing where it can not be found or does not start", async () => {
  expect(await startTcpdump(["false"], "/nonexistent")).toBeUndefined();
  expect(await startTcpdump(["/nonexistent/enter"], "/usr/bin")).toBeUndefined();
});
