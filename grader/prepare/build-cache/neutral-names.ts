import type { Workplace } from "../../model/workplace.ts";

/** A text without the folders of this grading, which are called otherwise next time. */
export function toNeutral(text: string, workplace: Workplace): string {
  return names(workplace).reduce((all, [local, neutral]) => all.replaceAll(local, neutral), text);
}

/** The same text for the folders of another grading. */
export function toLocal(text: string, workplace: Workplace): string {
  return names(workplace).reduce((all, [local, neutral]) => all.replaceAll(neutral, local), text);
}

/** Local names hold a random part, neutral ones what no path holds: neither stands for anything else. */
function names({ submission, out, home }: Workplace): readonly (readonly [string, string])[] {
  return [
    [submission, "\u0000submission"],
    [out, "\u0000out"],
    [home, "\u0000home"],
  ];
}
