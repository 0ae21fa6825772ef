// Reads what `sockgrade doctor --json` wrote; ends with 0 where packets are seen.
import { text } from "node:stream/consumers";

process.exitCode = JSON.parse(await text(process.stdin)).works.capture ? 0 : 1;
