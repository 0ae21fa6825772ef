import { didYouMean } from "../../lib/did-you-mean.ts";
import { type AnswerKey, answerNames } from "../../model/capture-cause.ts";

/** For people only: who it was, and what they have to say about it. */
const unread = new Set(
  "name nome student aluno aluna students alunos explanation explicacao why por_que".split(" "),
);

/** What a key asks for, however it is spelt: accents, case, spaces and hyphens are all the same. */
export function answerKeyOf(
  spelt: string,
): Readonly<{ key: AnswerKey } | { isUnread: true } | { meant: string | undefined }> {
  const plain = spelt
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .trim()
    .replace(/[\s-]+/gu, "_");
  if (unread.has(plain)) return { isUnread: true };
  const key = known.get(plain);
  if (key !== undefined) return { key };
  return { meant: didYouMean(plain, Object.values(answerNames).flatMap(Object.values<string>)) };
}

const known: ReadonlyMap<string, AnswerKey> = new Map([
  ...(Object.entries(answerNames) as [AnswerKey, Record<string, string>][]).flatMap(
    ([key, names]) => Object.values(names).map((name): [string, AnswerKey] => [name, key]),
  ),
  // What people write as well.
  ["word", "nonce"],
  ["porta_do_cliente", "client_port"],
  ["porta_do_servidor", "server_port"],
  ["quem_fechou_primeiro", "closed_first"],
  ["bytes_para_o_servidor", "bytes_to_server"],
  ["bytes_para_o_cliente", "bytes_to_client"],
]);
