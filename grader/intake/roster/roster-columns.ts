/** What a column of a roster holds. */
export type Column = "id" | "name" | "first" | "last" | "email" | "login";

/**
 * What the columns of a header hold, by what people, Moodle, Canvas and GitHub Classroom call them in
 * Portuguese and in English; undefined for a column that says nothing about who somebody is. Of two columns of
 * one kind the first counts.
 */
export function columnsOf(header: readonly string[]): readonly (Column | undefined)[] {
  const titles = header.map(wordOf);
  const kinds = titles.map((word) => {
    // “Nome” is the whole name, except beside “Sobrenome”.
    if (first.has(word) && titles.some((one) => last.has(one))) return "first";
    return known.find(([, names]) => names.has(word))?.[0];
  });
  return kinds.map((kind, at) => (kinds.indexOf(kind) === at ? kind : undefined));
}

function wordOf(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, "");
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

const first = words("nome nomes firstname primeironome givenname");
const last = words("sobrenome apelido surname lastname ultimonome familyname");
const known: readonly (readonly [Column, ReadonlySet<string>])[] = [
  [
    "id",
    words(
      "id matricula numerodematricula nmatricula numero n number numeroaluno numerodealuno numerodoaluno ra rgm rm nusp numerousp registro registroacademico prontuario codigo cartao studentid studentnumber idnumber numerodeidentificacao sisuserid identifier identificador rosteridentifier userid",
    ),
  ],
  [
    "login",
    words(
      "github githublogin githubusername githubuser usuariogithub usuariodogithub contagithub logingithub logindogithub login usuario nomedeusuario nomedeutilizador utilizador username user",
    ),
  ],
  [
    "email",
    words(
      "email emailaddress mail enderecodeemail correioeletronico correio emailinstitucional emailacademico",
    ),
  ],
  ["last", last],
  ["first", words("firstname primeironome givenname")],
  [
    "name",
    words(
      "name nome nomes nomecompleto nomedoaluno nomealuno fullname student studentname aluno aluna estudante discente",
    ),
  ],
];
