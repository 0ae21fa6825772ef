import { readFile, stat } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { RequestError } from "../../model/request-error.ts";
import { quoted } from "../archive/refusal.ts";
import { similarPath } from "../similar-path.ts";
import { type Column, columnsOf } from "./roster-columns.ts";

/** Somebody who is in the class. */
export type RosterStudent = Readonly<{
  /** Of the file, from 1. */
  line: number;
  id?: string | undefined;
  /** Moodle's own file says that the number is Moodle's. */
  isPlatformId: boolean;
  name?: string | undefined;
  email?: string | undefined;
  login?: string | undefined;
}>;

/**
 * Reads a class list as spreadsheets and learning platforms write it: CSV with commas, semicolons or tabs, with
 * or without a byte order mark, in UTF-8, UTF-16 or Latin-1 (RFC 4180).
 * @throws RequestError with the line for what is no class list, and with both lines for somebody who is in it twice.
 */
export async function readRoster(path: string): Promise<readonly RosterStudent[]> {
  const rows = rowsOf(await textOf(path), path);
  const [header, ...others] = rows;
  const columns = columnsOf(header?.cells ?? []);
  if (columns.every((column) => column === undefined)) {
    const got = header === undefined ? "an empty file" : quoted(header.cells.join(", "));
    throw new RequestError(`${path}:1: Expected a header such as id,name,email,github, got ${got}`);
  }
  const students = others.flatMap((row) => studentOf(row, columns) ?? []);
  if (students.length === 0)
    throw new RequestError(`${path}: Expected students below the header, got none`);
  for (const kind of ["id", "login", "email"] as const) assertOnce(students, kind, path);
  return students;
}

async function textOf(path: string): Promise<string> {
  const bytes = await bytesOf(path);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Every byte is a character of it: Latin-1 as Windows extends it.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const expected = "Expected --roster to name a CSV file";
  const status = await stat(path).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (status instanceof Error) {
    if (status.code !== "ENOENT") throw new RequestError(`${expected}, got ${status.message}`);
    const hint = await similarPath(path);
    throw new RequestError(`${expected}, got a path that does not exist: ${path}${hint}`);
  }
  if (!status.isFile()) throw new RequestError(`${expected}, got a folder: ${path}`);
  if (status.size > mostBytes)
    throw new RequestError(`${expected} of at most ${mostBytes >> 20} MiB, got more: ${path}`);
  const bytes = await readFile(path);
  if (bytes.subarray(0, 4).toString("latin1") === "PK\x03\x04")
    throw new RequestError(`${expected}, got a spreadsheet: ${path} (save it as CSV)`);
  return bytes;
}

const mostBytes = 16 << 20;

type Row = Readonly<{ line: number; cells: readonly string[] }>;

function rowsOf(text: string, path: string): readonly Row[] {
  try {
    const options = {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    } as const;
    const records = parse(text, options) as unknown as readonly CsvRecord[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RequestError(`${path}: Expected a CSV file, got this in it: ${error.message}`);
  }
}

type CsvRecord = Readonly<{ record: readonly string[]; info: Readonly<{ lines: number }> }>;

/** What the header has most of. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n|\r/u).find((line) => line.trim() !== "") ?? "";
  const counted = [",", ";", "\t"].map((one) => ({ one, count: header.split(one).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.one ?? ",";
}

function studentOf(
  { line, cells }: Row,
  columns: readonly (Column | undefined)[],
): RosterStudent | undefined {
  const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() || undefined;
  const whole = [cell("first"), cell("last")].filter((part) => part !== undefined).join(" ");
  const name = cell("name") ?? (whole === "" ? undefined : whole);
  // Moodle's grading sheet says “Participant 12345” for the number that its download has.
  const written = cell("id");
  const id = written?.replace(/^particip\S+\s+(?=\d+$)/iu, "");
  const student = {
    line,
    id,
    isPlatformId: id !== written,
    name,
    email: cell("email"),
    login: cell("login")?.replace(/^@/u, ""),
  };
  const isNobody = [id, name, student.email, student.login].every((one) => one === undefined);
  // Canvas' gradebook has the points of its columns in a row of their own, as if they were somebody's.
  return isNobody || /^points possible$/iu.test(name ?? "") ? undefined : student;
}

function assertOnce(
  students: readonly RosterStudent[],
  kind: "id" | "login" | "email",
  path: string,
): void {
  const lines = new Map<string, number>();
  for (const student of students) {
    const value = student[kind]?.toLowerCase();
    if (value === undefined) continue;
    const earlier = lines.get(value);
    if (earlier !== undefined)
      throw new RequestError(
        `${path}:${student.line}: Expected each ${kind} once, got ${quoted(value)} again, as in line ${earlier}`,
      );
    lines.set(value, student.line);
  }
}
