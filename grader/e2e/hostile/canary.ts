import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";
import { inGuard } from "./guard-setup.ts";

/** What lies outside the sandbox for programs to spoil, steal or reach, and must stay as it is. */
export type Canary = Readonly<{
  /** What programs are told, so that they need no luck to find it. */
  targets: object;
  /** By name: none of these may ever be seen in what the grader writes. */
  secrets: Readonly<Record<string, string>>;
  /** What the grader's own environment holds besides the usual. */
  env: Readonly<Record<string, string>>;
  /** Which services were connected to, an entry for each connection. */
  connections: readonly string[];
  close: () => void;
}>;

/** Lays everything out in the guard's file system and starts the services. */
export async function layOutCanary(): Promise<Canary> {
  const secrets = Object.fromEntries(
    ["ssh", "shadow", "classmate", "folder", "results", "environment", "token"].map((name) => [
      name,
      `${marker}${name}-${randomBytes(12).toString("hex")}`,
    ]),
  );
  for (const [name, path] of Object.entries(secretFiles)) {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    // A line that no parser of manifests, C or Python takes without telling it.
    writeFileSync(path, `${secrets[name]}\n`, { mode: 0o600 });
  }
  const connections: string[] = [];
  const servers = await Promise.all([
    listen("TCP service", { port: tcpPort, host: "::" }, connections),
    listen("UNIX socket", { path: unixPath }, connections),
    listen("abstract socket", { path: `\0${abstractName}` }, connections),
  ]);
  return {
    targets: { ...targets, files: [...Object.values(secretFiles), ...exerciseFiles] },
    secrets,
    env: {
      SOCKGRADE_SECRET: String(secrets["environment"]),
      GITHUB_TOKEN: String(secrets["token"]),
      // Escapes in a report are then somebody else's.
      NO_COLOR: "1",
      ...signs,
    },
    connections,
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

const marker = "canary-";
const tcpPort = 8765;
const unixPath = "/run/canary.sock";
const abstractName = "canary";

/** What is secret and must stay as it is, by the name of its secret. */
export const secretFiles = {
  ssh: `${inGuard.home}/.ssh/id_ed25519`,
  shadow: "/etc/shadow",
  classmate: `${inGuard.class}/bruno/server.py`,
  folder: `${inGuard.class}/canary/secret.txt`,
  results: `${inGuard.home}/results/bruno.json`,
} as const;

const exercise = `${inGuard.project}/exercises/ex3-ping-pong-tcp`;
const exerciseFiles = [
  join(exercise, "spec.ts"),
  join(exercise, "reference/python/server.py"),
  `${inGuard.project}/dist/grader/cli/main.js`,
  `${inGuard.project}/package.json`,
];

const targets = {
  marker,
  home: inGuard.home,
  ssh: `${inGuard.home}/.ssh`,
  canary: `${inGuard.class}/canary`,
  classmates: inGuard.class,
  submission: inGuard.submission,
  project: inGuard.project,
  exercises: `${inGuard.project}/exercises`,
  tcp: tcpPort,
  unix: unixPath,
  abstract: abstractName,
};

/** What tells a program that it is graded, where the grader hands its own environment on. */
const signs = {
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_WORKSPACE: inGuard.class,
  npm_lifecycle_event: "grade",
  npm_config_user_agent: "npm/10",
  VITEST: "true",
  SOCKGRADE: "1",
};

function listen(name: string, where: object, connections: string[]): Promise<Server> {
  const server = createServer((socket) => {
    connections.push(name);
    socket.on("error", () => undefined);
    socket.end("owned\n");
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => resolve(server));
  });
}
