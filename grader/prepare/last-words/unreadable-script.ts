import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "./last-words.ts";
import { sourceLine } from "./source-of.ts";

/** What an interpreter that compiles in one go says of a file that it could not read: PHP, Ruby. */
export function unreadableScript(launch: Launch, { spoken }: LastWords): Cause | undefined {
  const php = /^(?:PHP )?(Parse error: {1,4}.{1,300}?) in (\S{1,300}) on line (\d+)$/mu.exec(
    spoken,
  );
  const ruby = /^(\S{1,300}\.rb):(\d+): (syntax error.*)$/mu.exec(spoken);
  const [error, path, line] =
    php === null ? [ruby?.[3], ruby?.[1], ruby?.[2]] : [php[1], php[2], php[3]];
  if (error === undefined || path === undefined) return undefined;
  const { role, file } = launch;
  const name = path.split("/").at(-1) as string;
  const isOwn = file.split("/").at(-1) === name;
  const text = isOwn ? sourceLine(launch, Number(line)) : undefined;
  return {
    kind: "syntax-error",
    role,
    place: { file: isOwn ? file : name, line: Number(line), text },
    error: error.replace(/ {2,}/gu, " "),
  };
}
