import { open, readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { readSource } from "../../submission/source-text.ts";
import { filesBelow } from "../files-below.ts";
import type { Bench, Source } from "../toolchain.ts";

/** What a program in Java is compiled and run with besides its own classes. */
export type JavaLibraries = Readonly<{
  /** Absolute paths of archives and folders, for a class path. */
  paths: readonly string[];
  /** Those of them that are the machine's. */
  ofMachine: readonly string[];
  /** What a build file asks for and this machine does not have, `group:artifact:version`. */
  missing: readonly string[];
  /** The build file, relative to the submission. */
  askedBy: string | undefined;
  /** The folder of the build file, where its tool starts programs. */
  project: string | undefined;
}>;

/**
 * Archives that were handed in, and what pom.xml or build.gradle asks for as far as the machine's own Maven
 * repositories have it. Nothing is fetched; what only tests need is not looked for.
 */
export async function findJavaLibraries(
  source: Source,
  host: Bench["host"],
): Promise<JavaLibraries> {
  const { root, file } = source;
  const archives = (await filesBelow(root)).filter((path) => /\.jar$/i.test(path));
  const isSound = await Promise.all(archives.map(isArchive));
  const own = archives.filter(
    (path, index) => isSound[index] === true && path !== join(root, file),
  );
  const build = await findBuildFile(source);
  const wanted = build === undefined ? [] : dependenciesOf(build.name, build.text);
  const home = host["HOME"];
  const repositories = [
    ...(home?.startsWith("/") === true ? [join(home, ".m2", "repository")] : []),
    "/usr/share/maven-repo",
  ];
  const { paths, missing } = await resolveAll(wanted, repositories);
  const resources = build === undefined ? [] : [join(build.folder, "src", "main", "resources")];
  return {
    paths: [...own, ...paths, ...resources],
    ofMachine: paths,
    missing,
    askedBy:
      build === undefined ? undefined : join(build.folder, build.name).slice(root.length + 1),
    project: build?.folder,
  };
}

/** javac refuses everything for one archive that is none: the stand-in of a large file, say. */
async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(4);
    await file.read(start, 0, 4, 0);
    return start.toString("latin1") === "PK\u0003\u0004";
  } finally {
    await file.close();
  }
}

type BuildFile = Readonly<{ folder: string; name: string; text: string }>;

async function findBuildFile({ path = "", root }: Source): Promise<BuildFile | undefined> {
  for (
    let folder = dirname(path);
    `${folder}${sep}`.startsWith(root + sep);
    folder = dirname(folder)
  ) {
    const name = (await readdir(folder)).find((one) =>
      /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/.test(one),
    );
    if (name !== undefined) return { folder, name, text: await readSource(join(folder, name)) };
  }
  return undefined;
}

type Dependency = Readonly<{ group: string; artifact: string; version: string }>;

function dependenciesOf(name: string, text: string): readonly Dependency[] {
  return name === "pom.xml" ? ofPom(text) : ofGradle(text);
}

function ofPom(text: string): readonly Dependency[] {
  const plain = text
    .replace(/<!--[^]*?(?:-->|$)/g, "")
    .replace(/<(dependencyManagement|build|profiles)>[^]*?(?:<\/\1>|$)/g, "");
  const properties = new Map(
    [...plain.matchAll(/<([\w.-]{1,100})>([^<>]{1,200})<\//g)].map(([, key = "", value = ""]) => [
      key,
      value,
    ]),
  );
  return plain
    .split("<dependency>")
    .slice(1, mostDependencies)
    .flatMap((part) => {
      const [block = ""] = part.split("</dependency>");
      const valueOf = (tag: string) => {
        const value =
          new RegExp(`<${tag}>\\s*([^<\\s]{1,200})\\s*</${tag}>`).exec(block)?.[1] ?? "";
        return value.replace(
          /\$\{([\w.-]{1,100})\}/g,
          (_, key: string) => properties.get(key) ?? "",
        );
      };
      if (valueOf("scope") === "test" || valueOf("optional") === "true") return [];
      return [
        { group: valueOf("groupId"), artifact: valueOf("artifactId"), version: valueOf("version") },
      ];
    });
}

const mostDependencies = 100;

/** `implementation 'group:artifact:version'`. */
function ofGradle(text: string): readonly Dependency[] {
  const found = text.matchAll(
    /^\s*(?:implementation|api|compile|runtimeOnly|compileOnly)\s*\(?\s*["']([\w.-]{1,100}):([\w.-]{1,100})(?::([\w.-]{1,100}))?["']/gm,
  );
  return [...found]
    .slice(0, mostDependencies)
    .map(([, group = "", artifact = "", version = ""]) => ({ group, artifact, version }));
}

/** With what these ask for themselves. */
async function resolveAll(
  wanted: readonly Dependency[],
  repositories: readonly string[],
): Promise<Readonly<{ paths: readonly string[]; missing: readonly string[] }>> {
  const paths = new Map<string, string>();
  const missing: string[] = [];
  const queue = wanted.map((dependency) => ({ dependency, isDirect: true }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { dependency, isDirect } = next;
    const { group, artifact, version } = dependency;
    const name = `${group}:${artifact}`;
    if (paths.has(name) || paths.size >= mostDependencies || !isPlain(dependency)) continue;
    const jar = await findJar(dependency, repositories);
    if (jar === undefined) {
      // What a library would like to have may not be needed; what the student named is.
      if (isDirect) missing.push([name, ...(version === "" ? [] : [version])].join(":"));
      continue;
    }
    paths.set(name, jar);
    const pom = await readFile(jar.replace(/\.jar$/, ".pom"), "utf8").catch(() => "");
    queue.push(...ofPom(pom).map((one) => ({ dependency: one, isDirect: false })));
  }
  return { paths: [...paths.values()], missing };
}

/** Names come from a stranger's file, and become part of a path. */
function isPlain({ group, artifact, version }: Dependency): boolean {
  return [group, artifact, version].every(
    (word) => /^[\w-]?[\w.-]*$/.test(word) && !word.includes(".."),
  );
}

async function findJar(
  { group, artifact, version }: Dependency,
  repositories: readonly string[],
): Promise<string | undefined> {
  for (const repository of repositories) {
    const folder = join(repository, ...group.split("."), artifact);
    const there = await namesIn(folder);
    // Without a version the parent's decides, which is as likely not here: the newest that is.
    const versions = version === "" ? there.toSorted().toReversed() : [version];
    for (const one of versions) {
      const name = `${artifact}-${one}.jar`;
      const files = await namesIn(join(folder, one));
      if (files.includes(name)) return join(folder, one, name);
    }
  }
  return undefined;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  // Not there: so it has nothing.
  return await readdir(folder).catch((): string[] => []);
}
