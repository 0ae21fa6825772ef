import type { Catalogue } from "../catalogue.ts";

/** Why a check did not run. */
export const skips: Catalogue["skips"] = {
  needs: ({ check }) => `depende de ${check}, que não passou`,
  "not-selected": () => "não foi selecionada",
  unavailable: ({ what }) => unavailable[what],
};

const unavailable = {
  kernel: "este sistema não conta o que os programas estão fazendo",
  relay: "nesta máquina não consigo ficar entre os dois programas para mexer no que a rede entrega",
  frame:
    "não consegui descobrir como as suas mensagens começam e terminam no fio, então não sei falar com o programa",
  packets: "nesta máquina não consigo ver os pacotes",
  multicast: "nesta máquina não há como usar um grupo multicast",
  "multicast-ipv6": "nesta máquina não há como usar multicast IPv6",
  hosts: "nesta máquina não consigo criar dois hosts e uma rede entre eles",
} as const;
