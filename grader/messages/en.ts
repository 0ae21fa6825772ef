import type { Catalogue } from "./catalogue.ts";
import { The } from "./en/actor.ts";
import { batch } from "./en/batch.ts";
import { causes } from "./en/causes.ts";
import { withDatagrams } from "./en/datagrams.ts";
import { formats } from "./en/formats.ts";
import { html } from "./en/html.ts";
import { machine } from "./en/machine.ts";
import { notes } from "./en/notes.ts";
import { reasons } from "./en/reasons.ts";
import { report } from "./en/report.ts";
import { skips } from "./en/skips.ts";
import { steps } from "./en/steps.ts";
import { doing, waiting } from "./en/waiting.ts";

/** English, for courses that use it. */
export const english = {
  causes,
  datagrams: withDatagrams,
  notes,
  skips,
  waiting,
  doing,
  steps,
  waits: (actor, names, predicate) => `${The(actor, names)} ${predicate}.`,
  report,
  formats,
  html,
  batch,
  machine,
  reasons,
} satisfies Catalogue;
