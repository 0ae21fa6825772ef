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
export type Item = Readonly<{
  place: Place;
  kind: ItemKind;
  text: string;
  /** What `text` says with an arrow, for who draws arrows otherwise. */
  arrow?: Arrow | undefined;
  /** What a fold has left out. */
  folded?: readonly Item[] | undefined;
}>;

/** Something on its way from one terminal to the other. */
export type Arrow = Readonly<{
  toward: "left" | "right";
  label: string;
  /** Base64: all that is known of the data. */
  bytes?: string | undefined;
  /** How many bytes there were, where that is more. */
  length?: number | undefined;
  isDatagram: boolean;
}>;
