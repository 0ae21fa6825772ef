/** Whether a screen says that nobody answered: students write it in two languages and in their own words. */
export function saysRefused(screen: string): boolean {
  return phrases.some((phrase) => phrase.test(screen));
}

const phrases: readonly RegExp[] = [
  /refus|recus|\berr(?:o|or|ors|os)\b|errno|exce[pç]|econnref/iu,
  /[a-z](?:Error|Exception)\b/u,
  /\bfalh|\bfail|\bunable\b|imposs[ií]|offline|fora do ar|indispon|unavailable|unreachable|\bis down\b/iu,
  /\bn[aã]o +(?:foi|p[oôu]de|deu|h[aá]|est[aá]|existe|conseg|respond|encontr|conect)/iu,
  /\b(?:can ?not|can['’]t|could ?n(?:o|['’])t|couldn['’]t|could not|not (?:running|available|found|connect\w*|listening|up))\b/iu,
  /\b(?:no server|sem servidor|sem resposta|nenhum servidor|ningu[eé]m|nobody)\b/iu,
];
