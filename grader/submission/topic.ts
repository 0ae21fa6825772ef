import type { HandInExercise } from "../model/submission.ts";
import { nameHint } from "./name-hint.ts";

/** What a path says about the exercise that a file was written for. */
export type Topic = Readonly<{
  /** Numbered as this exercise is, as another, or not at all. */
  number: 1 | 0 | -1;
  /** How many subjects of this exercise it names, and how many of others. */
  own: number;
  foreign: number;
  /** The part of the path that speaks of this exercise, as it is written. */
  named: string | undefined;
}>;

/** Reads names of folders and of the file, as `ex3`, `exercício 03`, `2-pacotes` or `pingpong_udp` say it. */
export function topicReader(
  exercise: HandInExercise | undefined,
): (folders: readonly string[], stem: string) => Topic {
  if (exercise === undefined) return () => nothing;
  const number = Number(exercise.id.replace(/\D+/g, ""));
  const ours = new Set(subjectsIn(plain(exercise.names.join(" "))));
  if (ours.has("ipv6")) ours.add("multicast");
  // A group's datagrams are UDP's.
  if (ours.has("multicast")) ours.add("udp");
  if (exercise.transport === "tcp") ours.add("tcp");

  // Folders come again with each of their files.
  const known = new Map<string, Said>();
  const read = (name: string): Said => {
    const said = known.get(name) ?? readName(name);
    known.set(name, said);
    return said;
  };

  return (folders, stem) => {
    const parts = [...folders.map(read), readName(stem)];
    const numbered = parts.findLast((part) => part.number !== undefined);
    const counted = folders.filter((folder) => read(folder).count === number);
    const found = new Set(parts.flatMap((part) => part.subjects));
    // That it uses TCP or UDP says little: its code does as well, and for certain.
    const own = [...found].filter((subject) => ours.has(subject) && !transports.has(subject));
    const foreign = [...found].filter((subject) => !ours.has(subject));
    const isOurs = numbered?.number === number;
    return {
      number: numbered === undefined ? 0 : isOurs ? 1 : -1,
      own: own.length + counted.length,
      foreign: foreign.length,
      named: isOurs
        ? numbered.name
        : (counted[0] ??
          parts.find(({ subjects }) => subjects.some((one) => own.includes(one)))?.name),
    };
  };
}

/** What one name of a path says. */
type Said = Readonly<{
  name: string;
  number: number | undefined;
  count: number | undefined;
  subjects: readonly Subject[];
}>;

function readName(name: string): Said {
  const text = plain(name);
  const subjects = anySubject.test(text) ? subjectsIn(text) : [];
  return { name, number: numberIn(text), count: countIn(name), subjects };
}

const nothing: Topic = { number: 0, own: 0, foreign: 0, named: undefined };

/** The number of the exercise that a name speaks of: 3 of `ex3`, `Exercício 03`, `questao_3`, `lab3b`. */
function numberIn(text: string): number | undefined {
  const digits = exerciseNumber.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const exerciseNumber =
  /(?:^|[^a-z])(?:ex(?:er?c?)?|exercicios?|exercises?|questao|questoes|question|quest|q|lab|laboratorio|atividade|ativ|activity|at|tarefa|task|problema|problem|pratica|practice|assignment|tp)[\s._-]{0,3}0{0,2}(\d{1,2})(?!\d)/;

/** The number that a folder begins with: 2 of `2-pacotes`; not of `2-cliente`, which counts programs. */
function countIn(folder: string): number | undefined {
  const digits = /^0{0,2}(\d{1,2})(?:$|[\s._)-])/.exec(folder)?.[1];
  return digits === undefined || nameHint(folder).part !== undefined ? undefined : Number(digits);
}

function subjectsIn(text: string): readonly Subject[] {
  return subjects.filter(([, words]) => words.test(text)).map(([subject]) => subject);
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase();
}

type Subject =
  | "greeting"
  | "packets"
  | "ping-pong"
  | "echo"
  | "upper-case"
  | "multicast"
  | "counter"
  | "states"
  | "hosts"
  | "ipv6"
  | "tcp"
  | "udp";

const transports: ReadonlySet<Subject> = new Set(["tcp", "udp"]);

/** What the handouts' exercises are about, as file names put it in both languages. */
const subjects: readonly (readonly [Subject, RegExp])[] = [
  ["greeting", /greet|saudac|\bhello|\bola\b|boas.?vindas|welcome/],
  ["packets", /pacote|packet|\bmultiplos\b|\bmultiple\b/],
  ["ping-pong", /ping.{0,3}pong|(?:^|[^a-z])chat|bate.?papo/],
  ["echo", /(?:^|[^a-z])(?:eco|echo)|(?:eco|echo)(?:server|client|serv|cli)/],
  ["upper-case", /upper|maiuscul|caixa.?alta/],
  ["multicast", /multi.?cast|mcast/],
  ["counter", /counter|contador/],
  ["states", /\bestados?\b|\bstates?\b|netstat/],
  ["hosts", /(?:two|dois|duas).?(?:hosts|maquinas|machines)|\bremot[oae]/],
  ["ipv6", /ip.?v6|(?:^|[^a-z])v6\b/],
  ["tcp", /tcp/],
  ["udp", /udp|datagram/],
];

const anySubject = new RegExp(subjects.map(([, words]) => words.source).join("|"));
