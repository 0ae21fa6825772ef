import type { Catalogue } from "./catalogue.ts";
import { named } from "./pt-BR/actor.ts";
import { batch } from "./pt-BR/batch.ts";
import { causes } from "./pt-BR/causes.ts";
import { withDatagrams } from "./pt-BR/datagrams.ts";
import { formats } from "./pt-BR/formats.ts";
import { html } from "./pt-BR/html.ts";
import { machine } from "./pt-BR/machine.ts";
import { notes } from "./pt-BR/notes.ts";
import { reasons } from "./pt-BR/reasons.ts";
import { report } from "./pt-BR/report.ts";
import { skips } from "./pt-BR/skips.ts";
import { steps } from "./pt-BR/steps.ts";
import { doing, waiting } from "./pt-BR/waiting.ts";

/** Brazilian Portuguese, the language of the handouts. */
export const portuguese = {
  causes,
  datagrams: withDatagrams,
  notes,
  skips,
  waiting,
  doing,
  steps,
  waits: (actor, names, predicate) => `O ${named(actor, names)} ${predicate}.`,
  report,
  formats,
  html,
  batch,
  machine,
  reasons,
} satisfies Catalogue;
