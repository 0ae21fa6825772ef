import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** For tests: a real folder with these files, removed when the test is over. */
export async function tempFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sockgrade-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }), 120_000);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A Python program that waits for connections. */
export const pythonServer = `import socket
s = socket.socket()
s.bind((socket.gethostname(), 12345))
s.listen(5)
c, addr = s.accept()
`;

/** A Python program that connects. */
export const pythonClient = `import socket
s = socket.socket()
s.connect((socket.gethostname(), 12345))
`;
