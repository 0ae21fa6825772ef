import { access, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { tar, zip } from "./archive/testing.ts";
import { openClass } from "./open-class.ts";

type Files = Readonly<Record<string, string | Buffer>>;

const pair = { "server.py": "s", "client.py": "c" };
const packed = zip([
  { name: "trabalho/server.py", content: "s" },
  { name: "trabalho/client.py", content: "c" },
]);

function below(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]),
  );
}

/** The same class as a folder and as each kind of archive. */
const shapes: readonly (readonly [string, (files: Files) => Promise<string>])[] = [
  ["folder", (files) => tempFolder(files)],
  ["zip", (files) => archived("turma.zip", zip(members(files)))],
  ["zip around a folder", (files) => archived("turma.zip", zip(members(below("turma", files))))],
  ["tar", (files) => archived("turma.tar", tar(members(files)))],
  ["tar.gz", (files) => archived("turma.tgz", gzipSync(tar(members(files))))],
];

function members(files: Files) {
  return Object.entries(files).map(([name, content]) => ({ name, content }));
}

async function archived(name: string, archive: Buffer): Promise<string> {
  return join(await tempFolder({ [name]: archive }), name);
}

/** Opens a class and everything in it: keys, with the files that each student's folder has, or the error. */
async function look(path: string, roster?: string) {
  const folder = await tempFolder(roster === undefined ? {} : { "turma.csv": roster });
  const intake = await openClass(path, {
    ...(roster !== undefined && { roster: join(folder, "turma.csv") }),
    unpackInto: join(folder, "class"),
  });
  onTestFinished(() => intake[Symbol.dispose]());
  const opened = new Map<string, readonly string[] | string>();
  for (const { student, open } of intake.submissions) {
    const found = await open(join(folder, student.key)).then(filesIn, (error: unknown) => error);
    if (found instanceof Error) expect(found).toBeInstanceOf(RequestError);
    opened.set(student.key, found instanceof Error ? found.message : (found as readonly string[]));
  }
  return { ...intake, opened: Object.fromEntries(opened) };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

const both = ["client.py", "server.py"];
const wrapped = ["trabalho/client.py", "trabalho/server.py"];

type Layout = readonly [string, Files, string, Readonly<Record<string, readonly string[]>>];

const layouts: readonly Layout[] = [
  [
    "a folder each",
    {
      ...below("Ana Silva", pair),
      ...below("20231234", pair),
      ".DS_Store": "",
      "__MACOSX/x": "",
      ".vscode/x": "",
    },
    "one folder per student",
    { "20231234": both, "ana-silva": both },
  ],
  [
    "an archive each",
    { "ana.zip": packed, "bia.tar.gz": gzipSync(tar([{ name: "server.py" }])) },
    "one archive per student",
    { ana: wrapped, bia: ["server.py"] },
  ],
  [
    "folders and archives",
    { ...below("ana", pair), ...below("caio", pair), "bia.zip": packed, "ana.zip": packed },
    "one folder or archive per student",
    { ana: both, bia: wrapped, caio: both },
  ],
  [
    "an archive in each folder",
    { "ana/trabalho.zip": packed, "bia/x/trabalho.zip": packed, "bia/__MACOSX/._x": "" },
    "one folder per student",
    {
      ana: wrapped.map((file) => `trabalho/${file}`),
      bia: wrapped.map((file) => `x/trabalho/${file}`),
    },
  ],
  [
    "a server and a client, packed by themselves and once more",
    {
      "ana.zip": zip([
        { name: "servidor.zip", content: zip([{ name: "server.py" }]), method: 0 },
        { name: "cliente.zip", content: zip([{ name: "client.py" }]) },
        { name: "leiame.txt" },
      ]),
      ...below("bia", pair),
      ...below("caio", pair),
    },
    "one folder or archive per student",
    {
      ana: ["cliente/client.py", "leiame.txt", "servidor/server.py"],
      bia: both,
      caio: both,
    },
  ],
  [
    "Moodle with folders",
    {
      ...below("Ana Silva_101_assignsubmission_file_", pair),
      "Zé da Conceição_102_assignsubmission_file_/trabalho.zip": packed,
      "Zé da Conceição_102_assignsubmission_onlinetext_/onlinetext.html": "<p>",
      "Só Texto_103_assignsubmission_onlinetext_/onlinetext.html": "<p>",
    },
    "Moodle's download, one folder per student",
    {
      "ana-silva": both,
      "so-texto": ["onlinetext.html"],
      "ze-da-conceicao": wrapped.map((file) => `trabalho/${file}`),
    },
  ],
  [
    "Moodle without folders",
    {
      "Ana Silva_101_assignsubmission_file_server.py": "s",
      "Ana Silva_101_assignsubmission_file_client.py": "c",
      "Ana Silva_9_assignsubmission_file_servidor.zip": packed,
      "Participante 7_7_assignsubmission_file_meu_server.py": "s",
    },
    "Moodle's download, files named after students",
    {
      "ana-silva": wrapped,
      "ana-silva-2": both,
      "participante-7": ["meu_server.py"],
    },
  ],
  [
    "Canvas",
    {
      "silvaana_LATE_11_901_server-1.py": "s",
      "silvaana_11_902_client.py": "c",
      "silvaana_11_904_client-2.py": "c",
      "limabia_12_903_trabalho-2.zip": packed,
      "souzacaio_13_text.html": "<p>",
    },
    "Canvas' download, files named after students",
    {
      limabia: wrapped,
      silvaana: ["client-2.py", ...both],
      souzacaio: ["text.html"],
    },
  ],
  [
    "GitHub Classroom",
    {
      ...below("ping-pong-ana-s", pair),
      "ping-pong-ana-s/.git/HEAD": "ref",
      ...below("ping-pong-bia", pair),
      "ping-pong-bia/.git/HEAD": "ref",
      ...below("ping-pong-turma-b", pair),
      "ping-pong-turma-b/.git/HEAD": "ref",
    },
    "clones of a classroom on GitHub, ping-pong-<login>",
    { "ana-s": both, bia: both, "turma-b": both },
  ],
];

const gitFiles = (files: readonly string[] | string) =>
  typeof files === "string" ? files : files.filter((file) => !file.startsWith(".git/"));

describe.each(shapes)("in a %s", (_, shape) => {
  test.each(layouts)("%s", async (__, files, layoutText, expected) => {
    const intake = await look(await shape(files));
    expect(intake.layoutText).toBe(layoutText);
    expect(
      Object.fromEntries(Object.entries(intake.opened).map(([key, one]) => [key, gitFiles(one)])),
    ).toEqual(expected);
    expect(Object.keys(intake.opened)).toEqual(Object.keys(expected));
    expect(intake.missing).toEqual([]);
    expect(intake.problems).toEqual([]);
  });

  test("what one student has packed badly is that student's", async () => {
    const bad = zip([{ name: "../../evil.py", content: "x" }]);
    const files = {
      "ana.zip": bad,
      "bia.zip": packed,
      "caio.rar": "Rar!\x1a\x07\x01",
      "davi.zip": packed.subarray(0, 80),
    };
    const { opened } = await look(await shape(files));
    expect(opened["ana"]).toMatch(
      /^Expected files that stay .*\("\.\.\/\.\.\/evil\.py"\): (?:turma\/)?ana\.zip$/u,
    );
    expect(opened["bia"]).toEqual(wrapped);
    expect(opened["caio"]).toMatch(/got a RAR archive .*caio\.rar$/u);
    expect(opened["davi"]).toMatch(/a whole zip, got .*davi\.zip$/u);
  });

  test("what is nobody's is said and left out", async () => {
    const files = { ...below("ana", pair), ...below("bia", pair), "notas.csv": "" };
    const { problems } = await look(await shape(files));
    expect(problems).toEqual(['left out, as no name says whose it is: "notas.csv"']);
  });
});

describe("a member of the class's own archive", () => {
  const evil = [
    { name: "Ana_1_assignsubmission_file_/server.py" },
    { name: "Bia_2_assignsubmission_file_/../../../evil.py" },
    { name: "Caio_3_assignsubmission_file_/l", type: "2", link: "/etc", mode: 0o120777 },
    { name: "Davi_4_assignsubmission_file_/server.py" },
    { name: "../evil.py" },
    { name: "/evil.py" },
  ];

  test.each([
    ["zip", zip(evil)],
    ["tar", tar(evil)],
  ])("of a %s that can not be unpacked is its owner's", async (_, archive) => {
    const path = await archived("turma", archive);
    const { opened, problems } = await look(path);
    expect(opened["ana"]).toEqual(["server.py"]);
    expect(opened["bia"]).toMatch(/own folder, got a way out of it \("/u);
    expect(opened["caio"]).toMatch(/files and folders only, got a symbolic link/u);
    expect(opened["davi"]).toEqual(["server.py"]);
    expect(problems).toHaveLength(2);
    expect(problems.join()).toMatch(
      /left out, as it is nobody's: "\.\.\/evil\.py" in turma.*"\/evil\.py"/u,
    );
    await expect(access(join(path, "..", "..", "evil.py"))).rejects.toThrow("ENOENT");
  });
});

test("a folder without archives is graded where it lies, others stay as they are", async () => {
  const path = await tempFolder({
    ...below("ana", pair),
    "bia/x.zip": packed,
    "bia/leiame.txt": "",
  });
  using intake = await openClass(path, { unpackInto: join(path, "..", "unused") });
  const into = await tempFolder();
  const [ana, bia] = await Promise.all(
    intake.submissions.map(({ open, student }) => open(join(into, student.key))),
  );
  expect(ana).toBe(join(path, "ana"));
  expect(bia).toBe(join(into, "bia", "submission"));
  expect(await filesIn(path)).toEqual([
    "ana/client.py",
    "ana/server.py",
    "bia/leiame.txt",
    "bia/x.zip",
  ]);
});

test("an archive beside programs for both roles is left alone", async () => {
  const path = await tempFolder({
    ...below("ana", { ...pair, "tudo.zip": packed, "slides.rar": "Rar!" }),
    ...below("bia", { "server.py": "s", "cliente.zip": packed }),
  });
  const { opened } = await look(path);
  expect(opened).toEqual({
    ana: ["client.py", "server.py", "slides.rar", "tudo.zip"],
    bia: [...wrapped.map((file) => `cliente/${file}`), "server.py"],
  });
});

test("a project that is wrapped in folders begins where its own files are", async () => {
  const path = await tempFolder({
    "ana/a/b/sockgrade.yaml": "",
    "ana/a/b/x.py": "",
    "bia/src/br/Server.java": "",
    "caio/web/node_modules/x/index.js": "",
    "caio/web/server.js": "",
  });
  const folders = (await openClass(path, { unpackInto: "unused" })).submissions.map(({ open }) =>
    open("unused"),
  );
  expect(await Promise.all(folders)).toEqual([
    join(path, "ana/a/b"),
    join(path, "bia"),
    join(path, "caio/web"),
  ]);
});

describe("with a roster", () => {
  const roster = [
    "Matrícula;Nome;E-mail;GitHub",
    "1002;Bia Lima;bia@x.br;bia-l",
    "1001;Ana Maria Silva;anas@x.br;ana",
    "1003;Caio Souza;caio@x.br;",
  ].join("\n");

  test.each([
    ["by folder: number", { "1001/a.py": "", "1002/a.py": "" }],
    ["by folder: login", { "ana/a.py": "", "bia-l/a.py": "" }],
    ["by folder: account", { "anas/a.py": "", "BIA/a.py": "" }],
    ["by folder: e-mail", { "anas@x.br/a.py": "", "bia@x.br/a.py": "" }],
    ["by folder: name in any order", { "Silva, Ana Maria/a.py": "", "bia_lima/a.py": "" }],
    [
      "by Moodle's names",
      {
        "ANA MARIA SILVA_7_assignsubmission_file_a.py": "",
        "Bia Lima_8_assignsubmission_file_a.py": "",
      },
    ],
    ["by Canvas' names", { "silvaanamaria_7_70_a.py": "", "limabia_8_80_a.py": "" }],
    [
      "by clones, whatever logins begin with",
      {
        "ex3-b-ana/.git/HEAD": "",
        "ex3-b-ana/a.py": "",
        "ex3-b-bia-l/.git/HEAD": "",
        "ex3-b-bia-l/a.py": "",
      },
    ],
  ])("%s", async (_, files) => {
    const { submissions, missing, problems } = await look(await tempFolder(files), roster);
    const students = submissions.map(({ student }) => student);
    expect(students.map(({ id, name, email }) => ({ id, name, email }))).toEqual([
      { id: "1002", name: "Bia Lima", email: "bia@x.br" },
      { id: "1001", name: "Ana Maria Silva", email: "anas@x.br" },
    ]);
    expect(missing).toEqual([
      { key: "caio-souza", id: "1003", name: "Caio Souza", email: "caio@x.br" },
    ]);
    expect(problems).toEqual([]);
  });

  test("who is not on it is graded all the same, at the end, and said", async () => {
    const path = await tempFolder({
      "1001/a.py": "",
      "Aline/a.py": "",
      "bia/a.py": "",
      "Bia Lima/a.py": "",
    });
    const { submissions, problems } = await look(path, roster);
    expect(submissions.map(({ student }) => student.key)).toEqual([
      "bia-lima",
      "ana-maria-silva",
      "aline",
      "bia",
    ]);
    expect(problems).toEqual([
      'not on the roster: "Aline"',
      'graded apart, as line 2 of the roster has handed in "Bia Lima" already: "bia"',
    ]);
  });

  test("a number that a platform made up is nobody's on a school's list", async () => {
    const path = await tempFolder({ "Davi Reis_1001_assignsubmission_file_a.py": "" });
    const { submissions, missing, problems } = await look(path, roster);
    expect(submissions.map(({ student }) => student)).toEqual([
      { key: "davi-reis", id: "1001", platformId: "1001", name: "Davi Reis" },
    ]);
    expect(missing).toHaveLength(3);
    expect(problems).toEqual(['not on the roster: "Davi Reis_1001_assignsubmission_file_a.py"']);
  });

  test("the platform's number stays beside the school's", async () => {
    const path = await tempFolder({ "Ana Silva_7_assignsubmission_file_server.py": "" });
    const { submissions } = await look(path, "matrícula,nome\n202301,Ana Silva\n");
    expect(submissions[0]?.student).toMatchObject({ id: "202301", platformId: "7" });
  });

  test("logins that begin alike are told from the assignment by the roster", async () => {
    const clones = ["ping-pong-ana-a", "ping-pong-ana-b"];
    const files = clones.map((name) => [`${name}/.git/HEAD`, ""] as const);
    const { submissions, missing } = await look(
      await tempFolder(Object.fromEntries(files)),
      "github\nana-a\nana-b\nana-c\n",
    );
    expect(submissions.map(({ student }) => student.login)).toEqual(["ana-a", "ana-b"]);
    expect(missing.map(({ login }) => login)).toEqual(["ana-c"]);
  });

  test("hidden names are joined by Moodle's own list", async () => {
    const path = await tempFolder({ "Participante 7_7_assignsubmission_file_a.py": "" });
    const { submissions } = await look(path, "Identifier,Full name\nParticipant 7,Ana Silva\n");
    expect(submissions[0]?.student).toEqual({
      key: "ana-silva",
      id: "7",
      platformId: "7",
      name: "Ana Silva",
    });
  });

  test("two with one name are told apart by their numbers, or not at all", async () => {
    const twins = "id,name\n9,Ana Silva\n10,Ana Silva\n11,Bia\n";
    const path = await tempFolder({ "Ana Silva/a.py": "", "10/a.py": "", "11/a.py": "" });
    const { submissions, missing, problems } = await look(path, twins);
    expect(submissions.map(({ student, source }) => [student.key, source])).toEqual([
      ["ana-silva-3", "10"],
      ["bia", "11"],
      ["ana-silva", "Ana Silva"],
    ]);
    expect(missing.map(({ key }) => key)).toEqual(["ana-silva-2"]);
    expect(problems).toEqual(['on the roster more than once, in lines 2 and 3: "Ana Silva"']);
  });
});

test.each<readonly [string, Files, RegExp]>([
  ["an empty folder", {}, /one folder or archive per student, .* got an empty folder: /u],
  ["other files", { "a.txt": "", "b.pdf": "" }, /got "a\.txt", "b\.pdf": /u],
  [
    "a single submission",
    pair,
    /got a single submission: .* \(sockgrade grade looks at one; in a class each/u,
  ],
  ["one with folders", { "server/main.py": "", "client/main.py": "" }, /got a single submission/u],
  [
    "one with a manifest",
    { "sockgrade.yaml": "", "a/x.py": "", "b/x.py": "" },
    /got a single submission/u,
  ],
  ["one with other folders", { ...pair, "docs/x": "", "old/x": "" }, /got a single submission/u],
])("%s is no class", async (_, files, message) => {
  const path = await tempFolder(files);
  const opening = openClass(path, { unpackInto: join(path, "unused") });
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toBeInstanceOf(RequestError);
});

test("a teacher's program beside a class does not make it a single submission", async () => {
  const path = await tempFolder({ "a/x": "", "b/x": "", "c/x": "", "d/x": "", "server.py": "" });
  const { opened, problems } = await look(path);
  expect(Object.keys(opened)).toEqual(["a", "b", "c", "d"]);
  expect(problems).toEqual(['left out, as no name says whose it is: "server.py"']);
});

test("a path that is not there, or nothing that can be opened", async () => {
  const folder = await tempFolder({ "turma.zip": "", "notas.txt": "x" });
  const opening = (name: string) =>
    openClass(join(folder, name), { unpackInto: join(folder, "unused") });
  await expect(opening("turna.zip")).rejects.toThrow(
    /does not exist: .*; did you mean .*turma\.zip\?$/u,
  );
  await expect(opening("notas.txt")).rejects.toThrow(
    /a tar\.gz with what a class handed in, got another file/u,
  );
  await writeFile(join(folder, "turma.7z"), Buffer.from("7z\xbc\xaf\x27\x1c", "latin1"));
  await expect(opening("turma.7z")).rejects.toThrow(/got a 7z archive/u);
});
