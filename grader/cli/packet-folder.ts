import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RequestError } from "../model/request-error.ts";

/**
 * The folder for capture files of the checks that are shown, made if it is missing.
 * @returns what writes a check's file, `<exercise>-<check>.pcapng`.
 * @throws RequestError when it can not be written to.
 */
export function openPacketFolder(
  folder: string,
  exercise: string,
  shown: readonly Readonly<{ id: string }>[],
): (check: string, file: Buffer) => void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new RequestError(
      `Expected --pcap to name a folder that can be written, got "${folder}": ${(error as Error).message}`,
    );
  }
  return (check, file) => {
    if (shown.some(({ id }) => id === check))
      writeFileSync(join(folder, `${exercise}-${check}.pcapng`), file);
  };
}
