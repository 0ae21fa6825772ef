/** Sections that fit into a number of bytes together, in order, and how many had to be left out. */
export function fit(
  sections: readonly string[],
  bytes: number,
): Readonly<{ text: string; left: number }> {
  let room = bytes;
  const kept = sections.filter((section) => {
    const size = Buffer.byteLength(section);
    if (size > room) return false;
    room -= size;
    return true;
  });
  return { text: kept.join(""), left: sections.length - kept.length };
}
