import type { KernelSetting, MissingPiece } from "../../model/missing-piece.ts";
import type { Catalogue } from "../catalogue.ts";

/** What a machine lacks. */
export const machine: Catalogue["machine"] = {
  without: {
    namespaces: "rede própria nem isolamento: só para programas em que você confia",
    sandbox: "isolamento: só para programas em que você confia",
    capture: "captura de pacotes: a prova é o relé",
    kernel: "acesso às chamadas de sistema: decidem o silêncio e os prazos",
  },
  because: {
    "not-linux": () => "isto não é Linux",
    wsl1: () => "o WSL 1 não tem namespaces, o WSL 2 tem",
    "not-in-kernel": () => "este kernel foi compilado sem user namespaces",
    tools: ({ names }) => `não instalado: ${names.join(", ")}`,
    apparmor: ({ setting }) => `o AppArmor nega namespaces a usuários comuns: ${shown(setting)}`,
    settings: ({ settings }) =>
      `o kernel está ajustado para negar namespaces: ${settings.map(shown).join(", ")}`,
    seccomp: ({ container }) =>
      container === undefined
        ? "um filtro de chamadas de sistema (seccomp) nega unshare()"
        : `${containers[container]} nega unshare(): é o filtro de chamadas de sistema (seccomp)`,
    "masked-proc": ({ container }) =>
      `${container === undefined ? "algo" : containers[container]} cobre partes de /proc, e o slot não pode montar o seu`,
    hidepid: ({ value }) => `/proc esconde programas: hidepid=${value}`,
    "ptrace-scope": ({ scope }) => `o Yama proíbe: kernel.yama.ptrace_scope = ${scope}`,
    architecture: ({ name }) => `as chamadas de sistema de ${name} não são conhecidas aqui`,
    refused: ({ tried, error }) => `${tried} foi recusado${error === "" ? "" : `: ${error}`}`,
  },
  advice: (piece) => advice(piece),
  refusal: "--sandbox require pede o que esta máquina não oferece:",
  more: "npx sockgrade doctor diz como resolver",
};

const containers = { docker: "o Docker", podman: "o Podman", other: "o contêiner" } as const;

function shown({ name, is }: KernelSetting): string {
  return `${name} = ${is}`;
}

function advice({ by, reason }: MissingPiece): string {
  if (reason.kind === "wsl1") return "No Windows (wsl.exe --list mostra o nome):";
  if (reason.kind === "seccomp" || reason.kind === "masked-proc")
    return "Inicie o contêiner com estas opções:";
  if (reason.kind === "ptrace-scope" && reason.scope === "3")
    return "Isto libera a partir da próxima vez que a máquina ligar:";
  if (by === "host") return "Na máquina em que o contêiner roda:";
  if (reason.kind === "tools") return "Isto instala (npm run setup faz):";
  return by === "setup"
    ? "Isto libera até a máquina reiniciar (npm run setup faz):"
    : "Isto libera até a máquina reiniciar:";
}
