/** The languages that students read. */
export const languages = ["pt-BR", "en"] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** A sentence in every language that students read. */
export type Text = Readonly<Record<Language, string>>;
