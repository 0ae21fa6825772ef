/**
 * The name of a module or header that only Windows has, as it is usually written; nothing for all others.
 * Without folders, in any case.
 */
export function windowsThing(name: string): string | undefined {
  const plain = name.toLowerCase();
  return only.has(plain) ? name : undefined;
}

const only = new Set([
  // C and C++
  "winsock.h",
  "winsock2.h",
  "ws2tcpip.h",
  "windows.h",
  "conio.h",
  "tchar.h",
  "process.h",
  "io.h",
  "direct.h",
  "winbase.h",
  // Python
  "msvcrt",
  "winreg",
  "_winreg",
  "winsound",
  "win32api",
  "win32con",
  "win32gui",
  "win32event",
  "win32file",
  "win32pipe",
  "win32console",
  "pywintypes",
  "wmi",
]);
