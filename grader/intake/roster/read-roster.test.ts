import { join } from "node:path";
import { expect, test } from "vitest";
import { RequestError } from "../../model/request-error.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { readRoster } from "./read-roster.ts";

async function read(content: string | Buffer) {
  return await readRoster(join(await tempFolder({ "turma.csv": content }), "turma.csv"));
}

const latin1 = (text: string) => Buffer.from(text, "latin1");
const joao = {
  line: 2,
  isPlatformId: false,
  id: "1",
  name: "João Conceição",
  email: "j@x.br",
  login: "jc",
};

test.each([
  ["English, commas", "id,name,email,github\n1,João Conceição,j@x.br,jc\n"],
  ["Portuguese, semicolons", "Matrícula;Nome;E-mail;Usuário GitHub\n1;João Conceição;j@x.br;@jc\n"],
  ["tabs", "RA\tNome completo\tE-mail\tLogin\n1\tJoão Conceição\tj@x.br\tjc\n"],
  ["a byte order mark", "\ufeffid,name,email,github\n1,João Conceição,j@x.br,jc\n"],
  ["Latin-1", latin1("matrícula,nome,e-mail,usuário\n1,João Conceição,j@x.br,jc\n")],
  [
    "UTF-16",
    Buffer.from("\ufeffid\tnome\temail\tlogin\n1\tJoão Conceição\tj@x.br\tjc\n", "utf16le"),
  ],
  ["quotes", 'id,name,email,github\n"1","João Conceição",j@x.br,"jc"\n'],
  ["Windows' line endings, no last one", "id,name,email,github\r\n1,João Conceição,j@x.br,jc"],
  [
    "blanks and other columns",
    "turma, github , nome ,e-mail,número\nA,  jc,João Conceição ,j@x.br, 1\n",
  ],
  ["empty rows", "id,name,email,github\n1,João Conceição,j@x.br,jc\n,,,\n\n"],
  [
    "Moodle's participants",
    "Nome,Sobrenome,Número de identificação,Endereço de email,GitHub\nJoão,Conceição,1,j@x.br,jc\n",
  ],
  [
    "Moodle's grading sheet",
    "Identifier,Full name,Email address,GitHub\nParticipant 1,João Conceição,j@x.br,jc\n",
  ],
  [
    "GitHub Classroom's",
    "identifier,github_username,github_id,name,email\n1,jc,77,João Conceição,j@x.br\n",
  ],
])("%s", async (_, content) => {
  expect(await read(content)).toEqual([{ ...joao, isPlatformId: _.includes("grading sheet") }]);
});

test("Canvas' gradebook, with a row that is nobody's", async () => {
  const text =
    'Student,ID,SIS User ID,SIS Login ID,Section,ex3 (77)\n"    Points Possible",,,,,100.00\n"Silva, Ana",11,1001,ana,T1,\n';
  expect(await read(text)).toMatchObject([{ line: 3, id: "11", name: "Silva, Ana" }]);
});

test("a name with a comma between semicolons, one over two lines", async () => {
  const students = await read('id;nome\n1;Silva, Ana\n2;"Bia\nLima"\n3;Caio\n');
  expect(students.map(({ name, line }) => [line, name])).toEqual([
    [2, "Silva, Ana"],
    [4, "Bia\nLima"],
    [5, "Caio"],
  ]);
});

test.each([
  [
    "a doubled id",
    "id,name\n1,Ana\n2,Bia\n1,Caio\n",
    /turma\.csv:4: Expected each id once, got "1" again, as in line 2$/u,
  ],
  [
    "a doubled login",
    "github,name\nana,A\nANA,B\n",
    /:3: Expected each login once, got "ana" again/u,
  ],
  ["a doubled e-mail", "email\na@x\nb@x\na@x\n", /:4: Expected each email once/u],
  [
    "no header",
    "1001,Ana Silva,ana@x.br\n",
    /:1: Expected a header such as id,name,email,github, got "1001, Ana Silva, ana@x\.br"$/u,
  ],
  ["nothing", "", /:1: Expected a header .* got an empty file$/u],
  ["only a header", "id,name\n", /Expected students below the header, got none$/u],
  ["an open quote", 'id,name\n1,"Ana\n2,Bia\n', /turma\.csv: Expected a CSV file, got .*$/u],
  [
    "a spreadsheet",
    latin1("PK\x03\x04\x14"),
    /got a spreadsheet: .*turma\.csv \(save it as CSV\)$/u,
  ],
])("%s is refused", async (_, content, message) => {
  const reading = read(content);
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toBeInstanceOf(RequestError);
  await expect(reading).rejects.toThrow(/^[^\n]*$/u);
});

test("a roster that is not there", async () => {
  const folder = await tempFolder({ "turma.csv": "" });
  await expect(readRoster(join(folder, "x.csv"))).rejects.toThrow(
    /--roster to name a CSV file, got a path that does not exist: /u,
  );
  await expect(readRoster(join(folder, "turna.csv"))).rejects.toThrow(
    /; did you mean .*turma\.csv\?$/u,
  );
  await expect(readRoster(folder)).rejects.toThrow(/got a folder: /u);
});
