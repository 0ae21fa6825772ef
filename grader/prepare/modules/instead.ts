import type { ProgramLanguage } from "../../model/submission.ts";

/** What a language brings along that does in these exercises what an installed package does; nothing for most. */
export function insteadOf(module: string, language: ProgramLanguage): string | undefined {
  const table = language === "python" ? python : language === "javascript" ? javascript : undefined;
  return table?.get(language === "python" ? (module.split(".")[0] ?? "") : module);
}

const python: ReadonlyMap<string, string> = new Map([
  ["colorama", String.raw`print("\033[32m" + text + "\033[0m")`],
  ["termcolor", String.raw`print("\033[32m" + text + "\033[0m")`],
  ["rich", "print()"],
  ["tabulate", "print()"],
  ["pyfiglet", "print()"],
  ["tqdm", "print()"],
  ["requests", "urllib.request"],
  ["simplejson", "json"],
  ["orjson", "json"],
  ["ujson", "json"],
  ["netifaces", "socket.gethostbyname()"],
  ["psutil", "socket.gethostbyname()"],
  ["dotenv", "os.environ"],
  ["decouple", "os.environ"],
  ["click", "sys.argv"],
  ["fire", "sys.argv"],
  ["inquirer", "input()"],
  ["questionary", "input()"],
  ["prompt_toolkit", "input()"],
  ["keyboard", "input()"],
  ["getch", "input()"],
  ["pyreadline", "input()"],
  ["websockets", "socket"],
  ["socketio", "socket"],
  ["zmq", "socket"],
  ["trio", "asyncio"],
  ["gevent", "threading"],
  ["eventlet", "threading"],
  ["pytz", "datetime"],
  ["dateutil", "datetime"],
  ["numpy", "struct"],
]);

const javascript: ReadonlyMap<string, string> = new Map([
  ["prompt-sync", 'require("readline")'],
  ["readline-sync", 'require("readline")'],
  ["prompt", 'require("readline")'],
  ["prompts", 'require("readline")'],
  ["inquirer", 'require("readline")'],
  ["enquirer", 'require("readline")'],
  ["chalk", String.raw`"\x1b[32m" + text + "\x1b[0m"`],
  ["colors", String.raw`"\x1b[32m" + text + "\x1b[0m"`],
  ["dotenv", 'require("process").env'],
  ["yargs", 'require("process").argv'],
  ["minimist", 'require("process").argv'],
  ["commander", 'require("process").argv'],
  ["ws", 'require("net")'],
  ["socket.io", 'require("net")'],
  ["socket.io-client", 'require("net")'],
  ["express", 'require("net")'],
  ["axios", 'require("net")'],
  ["moment", "new Date()"],
  ["uuid", 'require("crypto").randomUUID()'],
]);
