import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import { isDisplayModule } from "../modules/display.ts";
import type { LastWords } from "./last-words.ts";
import { sourceOf } from "./source-of.ts";

/** It wants a window, and there is no screen. */
export function missingDisplay(launch: Launch, { spoken }: LastWords): Cause | undefined {
  if (!noDisplay.test(spoken)) return undefined;
  const { role, language } = launch;
  if (language === "java" || language === "kotlin")
    return { kind: "needs-display", role, thing: "java.awt, javax.swing" };
  const imported = [...sourceOf(launch).matchAll(/^[ \t]*(?:import|from)[ \t]+([\w.]+)/gmu)];
  const thing = imported.map(([, name = ""]) => name).find(isDisplayModule) ?? "X11";
  return { kind: "needs-display", role, thing };
}

const noDisplay =
  /no display name and no \$DISPLAY|couldn't connect to display|java\.awt\.HeadlessException|No X11 DISPLAY variable|Can't connect to X11 window server|pygame\.error: No available video device|could not connect to display|cannot open display|Unable to open DISPLAY|failed to acquire X connection/u;

/** It calls something that only Windows has. */
export function missingWindows({ role }: Launch, words: LastWords): Cause | undefined {
  const [, attribute, name, command] =
    /^AttributeError: .*\bhas no attribute '(startfile|windll|WinDLL|wintypes|WindowsSelectorEventLoopPolicy|WindowsProactorEventLoopPolicy|ProactorEventLoop|SIO_RCVALL|SIO_KEEPALIVE_VALS|RCVALL_ON|ioctl|CTRL_C_EVENT|CTRL_BREAK_EVENT|STARTUPINFO|CREATE_NEW_CONSOLE)'|^NameError: name '(WindowsError)' is not defined|Cannot run program "(cmd|cmd\.exe|powershell)"/u.exec(
      words.lastLine,
    ) ?? [];
  const thing = attribute ?? name ?? command;
  return thing === undefined
    ? undefined
    : { kind: "wrong-system", role, thing, place: words.place };
}

/** It ended over a file that was not handed in. Who answers a client that asks for one goes on. */
export function missingFile({ role }: Launch, words: LastWords): Cause | undefined {
  if (words.end === undefined) return undefined;
  const path = openings
    .map((pattern) => pattern.exec(words.lastLine)?.[1])
    .find((one) => one !== undefined && one.trim() !== "");
  return path === undefined ? undefined : { kind: "needs-file", role, path, place: words.place };
}

const openings: readonly RegExp[] = [
  /^(?:FileNotFoundError|IOError|OSError): \[Errno 2\] No such file or directory: u?'(.{1,300})'$/u,
  /java\.io\.FileNotFoundException: (.{1,300}?) \(No such file or directory\)/u,
  /java\.nio\.file\.NoSuchFileException: (.{1,300})$/u,
  /^Error: ENOENT: no such file or directory, (?:open|stat|lstat|access|scandir) '(.{1,300})'/u,
  /\bopen (\S{1,300}): no such file or directory/u,
  /No such file or directory @ rb_sysopen - (.{1,300}) \(Errno::ENOENT\)/u,
  /Could not find file '(.{1,300})'/u,
  /\((.{1,300})\): Failed to open stream: No such file/iu,
];
