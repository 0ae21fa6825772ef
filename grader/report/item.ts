/** The server's terminal, the wire, the client's terminal. */
export type Place = "left" | "middle" | "right";

export type ItemKind =
  | "heading"
  | "start"
  | "stdout"
  | "stderr"
  | "typed"
  | "wire"
  | "exit"
  | "missed"
  | "waiting"
  | "fold";

/** One thing in a picture: a line on a screen, an arrow, a mark. The text is neutralised. */
export type Item = Readonly<{ place: Place; kind: ItemKind; text: string }>;
