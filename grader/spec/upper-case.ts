/**
 * What a text may become in capitals. Languages differ in accents: Python's `bytes.upper()` changes ASCII
 * alone, `str.upper()` and Java's `toUpperCase()` all letters; both are right.
 */
export function inCapitals(text: string): readonly Buffer[] {
  const everyLetter = text.toUpperCase();
  const asciiOnly = text.replace(/[a-z]+/gu, (letters) => letters.toUpperCase());
  return [...new Set([everyLetter, asciiOnly])].map((one) => Buffer.from(one));
}
