import { playStatements, writeTranscript } from "./statement-transcripts.ts";

/** `npm run statements`: writes the transcripts of all statements anew, from real runs of the references. */
for (const statement of await playStatements()) {
  const name = `${statement.exercise} ${statement.language}`;
  if (statement.written === undefined) {
    process.stdout.write(`${name}: no place for a transcript\n`);
    continue;
  }
  writeTranscript(statement);
  process.stdout.write(`${name}: ${statement.played.table.length} lines\n`);
}
