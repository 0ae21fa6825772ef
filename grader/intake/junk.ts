/** Whether systems and tools have put a file or folder beside what a person made: nobody hands it in. */
export function isJunk(name: string): boolean {
  return name.startsWith("._") || junk.has(name.toLowerCase());
}

/** Whether anything on the way to a path is such a folder. */
export function isInJunk(path: string): boolean {
  return path.split("/").some(isJunk);
}

const junk = new Set([
  "__macosx",
  ".ds_store",
  "thumbs.db",
  "desktop.ini",
  "icon\r",
  ".git",
  "__pycache__",
]);
