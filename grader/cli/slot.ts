import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { serveJobs } from "../run/slot-process.ts";

// The program of a slot; started by `run/slots.ts`, never by hand.
serveJobs(join(packageRoot, "dist", "grader", "cli", "client-side.js"));
