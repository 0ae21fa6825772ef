/**
 * Sections that fit into a number of bytes together, in order, and after them what `rest` says about those that did
 * not. Nothing at all where there is not even room for that.
 */
export function fit(
  sections: readonly string[],
  bytes: number,
  rest: (left: number) => string,
): string {
  if (Buffer.byteLength(sections.join("")) <= bytes) return sections.join("");
  // The longest of what may be said.
  const reserved = Buffer.byteLength(rest(sections.length));
  if (reserved > bytes) return "";
  let room = bytes - reserved;
  const kept = sections.filter((section) => {
    const size = Buffer.byteLength(section);
    if (size > room) return false;
    room -= size;
    return true;
  });
  return kept.join("") + rest(sections.length - kept.length);
}
