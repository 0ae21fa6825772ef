/** What pages for a browser say besides what every report says. */
export type HtmlWords = Readonly<{
  checks: string;
  wentWrong: string;
  others: string;
  languages: string;
  /** What a column of symbols means. */
  status: string;
  /** Above a table of what the packets say. */
  packets(count: number, bytes: string): string;
  packetsLost(count: number): string;
  conversation: string;
  toServer: string;
  toClient: string;
  end: string;
  refused: string;
  unanswered: string;
  stillOpen: string;
  ended: Readonly<Record<"client" | "server", Readonly<Record<"fin" | "rst", string>>>>;
  datagrams(count: number, ttl: number): string;
  missingBytes(count: number): string;
  more(count: number): string;
  moreLines(count: number): string;
  moreBytes(count: number): string;
  /** Opens the bytes in hexadecimal. */
  hex: string;
  datagram: string;
  /** The direction of an arrow, for who does not see it. */
  toward: Readonly<Record<"left" | "right", string>>;
  data: string;
  /** A page that got too large. */
  leftOut: string;
  repeat: string;
  class: string;
  distribution: string;
  /** How many students have a score in a range of per cent. */
  studentsAt(count: number): string;
  graded(date: string): string;
  legend: string;
}>;
