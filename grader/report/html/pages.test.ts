import fc from "fast-check";
import { expect, test } from "vitest";
import { samples } from "../../../fixtures/transcripts/samples/index.ts";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import { wrongRecipient } from "../../../fixtures/transcripts/samples/ping-pong-udp.ts";
import { neutralise } from "../../lib/neutralise.ts";
import { languages } from "../../model/language.ts";
import type { GradeResult } from "../../model/result.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { html } from "../formats/html.ts";
import { hostileText, someClass, someResult } from "../formats/testing.ts";
import { style } from "./style.ts";
import { attributeOf, readPage, textOf, valuesOf } from "./testing.ts";

const everySample = samples.flatMap((sample) =>
  languages.map((language) => [sample.name, language, sample] as const),
);

test.each(everySample)("%s in %s tells all of it", (_, language, { result }) => {
  const page = pageOf(result, language);
  expect(page.errors).toEqual([]);
  expect(attributeOf(first(page, "html"), "lang")).toBe(language);
  const said = squeezed(page.text);
  const selected = result.checks.filter(({ skipped }) => skipped?.kind !== "not-selected");
  for (const check of selected) {
    expect(said).toContain(squeezed(check.title));
    for (const line of (check.message ?? check.error ?? "").split("\n"))
      expect(said).toContain(squeezed(line));
    expect(said).toContain(squeezed(check.hint ?? ""));
    for (const event of check.trace ?? [])
      if (event.kind === "typed") expect(said).toContain(squeezed(event.text));
  }
});

test.each(everySample)(
  "%s in %s is one page that needs nothing else",
  (_, language, { result }) => {
    const page = pageOf(result, language);
    expectHarmless(page);
    const ids = valuesOf(page, "id");
    expect(new Set(ids).size).toBe(ids.length);
    for (const href of valuesOf(page, "href")) {
      expect(href.startsWith("#")).toBe(true);
      expect(ids).toContain(decodeURIComponent(href.slice(1)));
    }
  },
);

test("whatever programs and students wrote, no markup comes out of it", () => {
  fc.assert(
    fc.property(someResult, hostileText, (result, student) => {
      const named = { ...result, submission: { ...result.submission, student } };
      const page = pageOf(named, "en");
      expect(page.errors).toEqual([]);
      expectHarmless(page);
      expect(page.text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufeff]/u);
      const shown = result.checks.filter(({ status }) => status !== "skipped");
      expect(page.elements.filter(({ tagName }) => tagName === "h3").length).toBe(shown.length);
    }),
  );
});

const folders = fc.constantFrom(
  "javascript:a",
  "https://b.example",
  "//b.example",
  "data:,",
  "C:\\a",
);

test("neither out of the names of a class", () => {
  fc.assert(
    fc.property(someClass, fc.oneof(folders, hostileText), (record, resultsFrom) => {
      const page = readPage(html.record?.(record, { language: "en", resultsFrom }) ?? "");
      expect(page.errors).toEqual([]);
      expectHarmless(page);
      const graded = record.entries.filter(({ status }) => status === "graded");
      const rows = page.elements.filter(
        (one) => one.tagName === "th" && attributeOf(one, "scope") === "row",
      );
      expect(rows.length).toBe(graded.length);
      for (const href of valuesOf(page, "href"))
        expect(new URL(href, "file:///class/page.html").protocol).toBe("file:");
    }),
  );
});

test("every line stands on the terminal that showed it, and what was typed is set off", () => {
  const page = pageOf(replyNeverSent.result, "en");
  const on = (place: string) =>
    page.elements
      .filter((one) => one.tagName === "td" && attributeOf(one, "class")?.split(" ")[0] === place)
      .map((one) => textOf(one));
  expect(on("left")).toContain("Digite resposta: ⌨ girafa");
  expect(on("right")).toContain("Digite mensagem: ⌨ pipoca");
  expect(on("right").some((line) => line.startsWith("✗ expected to read"))).toBe(true);
  expect(on("middle").some((line) => line.includes('To the left: 7 B "pipoca\\n"'))).toBe(true);
  const typed = page.elements.filter(({ tagName }) => tagName === "kbd").map((one) => textOf(one));
  expect(typed).toEqual(["⌨ pipoca", "⌨ girafa"]);
});

test("what the packets say is told by conversation", () => {
  const end = { bytes: 3, content: btoa("oi\n") };
  const client = { address: "127.0.0.1", port: 40_001 };
  const server = { address: "127.0.0.1", port: 12_345 };
  const tcp = { protocol: "tcp", side: "server", client, server, toServer: end, toClient: end };
  const conversations = [
    { ...tcp, syn: 1, synAck: 2, ended: { by: "client", how: "fin", at: 9 } },
    { ...tcp, syn: 1, refused: 2 },
    { ...tcp, syn: 1 },
  ] as const;
  const checks = [
    { ...failedCheck(), capture: { packets: 9, bytes: 700, lost: 2, unlisted: 5, conversations } },
  ] as unknown as GradeResult["checks"];
  const { text } = pageOf({ ...replyNeverSent.result, checks }, "en");
  expect(text).toContain("What the packets say: 9 packets, 700 B");
  expect(text).toContain(
    'TCP 127.0.0.1:40001 → 127.0.0.1:123453 B"oi\\n"3 B"oi\\n"the client closed',
  );
  expect(text).toContain("refused with RST");
  expect(text).toContain("nobody answered the SYN");
  expect(text).toContain("… 5 more");
  expect(text).toContain("2 more packets were too many");
});

test("bytes stand below the arrow in hexadecimal, and datagrams are called so", () => {
  expect(pageOf(replyNeverSent.result, "en").text).toContain(
    "0000  70 69 70 6f 63 61 0a     pipoca.",
  );
  const udp = pageOf(wrongRecipient.result, "pt-BR");
  expect(udp.text).toContain("datagrama");
});

const flood = "x".repeat(4 << 20);
const wire = Array.from({ length: 60_000 }, (_, at): TraceEvent => {
  return { at, kind: "wire", from: "server", to: "client", bytes: "PDw8PDw8" };
});
const floods: readonly (readonly [string, TraceEvent[]])[] = [
  ["one line", [screen(flood)]],
  ["lines", [screen("<>\n".repeat(1 << 20))]],
  ["long lines", [screen(`${"\u202e<".repeat(190)}\n`.repeat(10_000))]],
  ["pieces on the wire", wire],
  [
    "two in turn",
    wire.flatMap((one, at) => [one, { ...screen(`${"&".repeat(300)}\n`), at: one.at + at / 1e6 }]),
  ],
  [
    "one large piece",
    [{ at: 0, kind: "wire", from: "server", to: "client", bytes: btoa(flood), length: 1e9 }],
  ],
];

test.each(floods)("a page stays small when a program floods: %s", (_, trace) => {
  const base = replyNeverSent.result;
  const checks = Array.from({ length: 1 }, (_unused, at) => ({
    ...failedCheck(),
    id: `check-${at}`,
    message: flood + at,
    hint: `  ${flood}`,
    trace,
  }));
  const text = html.result?.({ ...base, checks }, { language: "en" }) ?? "";
  expect(text.length).toBeLessThan(1 << 20);
  expect(readPage(text).errors).toEqual([]);
});

test("and when it does so in every check: then some are not drawn, and it is said", () => {
  const trace = [screen(`${"\u202e<".repeat(190)}\n`.repeat(1000))];
  const checks = Array.from({ length: 60 }, (_, at) => {
    return { ...failedCheck(), id: `check-${at}`, message: `${flood}${at}`, trace };
  });
  const text = html.result?.({ ...replyNeverSent.result, checks }, { language: "en" }) ?? "";
  expect(text.length).toBeLessThan(5 << 20);
  const { text: said } = readPage(text);
  expect(said).toContain("The drawing did not fit in here");
  expect(said).toContain("<U+202E>");
});

function failedCheck() {
  const failed = replyNeverSent.result.checks.find(({ status }) => status === "failed");
  if (failed === undefined) throw new Error("the sample has no failed check");
  return failed;
}

function screen(text: string): TraceEvent {
  return { at: 0, kind: "screen", actor: "server", stream: "stdout", text };
}

test("what a fold left out is told in numbers", () => {
  const checks = replyNeverSent.result.checks.map((check) =>
    check.status === "failed" ? { ...check, trace: [screen("linha\n".repeat(100_000))] } : check,
  );
  const { text } = pageOf({ ...replyNeverSent.result, checks }, "en");
  expect(text).toContain("… 99,990 lines …");
  expect(text).toMatch(/… 99,\d{3} more lines/u);
});

/** Only elements and attributes of ours; nothing runs, loads, leads away or looks as we did not say. */
function expectHarmless(page: ReturnType<typeof readPage>): void {
  for (const { tagName, attrs, childNodes } of page.elements) {
    expect(ours).toContain(tagName);
    for (const { name, value } of attrs) {
      expect(known).toContain(name);
      if (name === "style") expect(value).toMatch(/^width:[\d.]+%$/u);
    }
    if (tagName === "style") expect(childNodes).toMatchObject([{ value: style }]);
  }
  expect(style).not.toMatch(/url\(|@import/u);
  expect(page.elements.filter(({ tagName }) => tagName === "h1").length).toBe(1);
  expect(page.elements.filter(({ tagName }) => tagName === "style").length).toBe(1);
  expect(valuesOf(page, "content")[0]).toBe("default-src 'none'; style-src 'unsafe-inline'");
}

const ours =
  "html head meta title style body header main section h1 h2 h3 p div span strong small code kbd pre a ul ol li dl dt dd details summary table thead tbody tr th td bdi".split(
    " ",
  );
const known =
  "lang charset http-equiv content name class id href style role scope colspan open tabindex title aria-hidden aria-label data-place".split(
    " ",
  );

function pageOf(result: GradeResult, language: (typeof languages)[number]) {
  return readPage(html.result?.(result, { language }) ?? "");
}

function first({ elements }: ReturnType<typeof readPage>, name: string) {
  const found = elements.find(({ tagName }) => tagName === name);
  if (found === undefined) throw new Error(`Expected an element ${name}`);
  return found;
}

/** As a person compares: without spaces, and as a page shows what would act. */
function squeezed(text: string): string {
  return neutralise(text, "newlines").replaceAll(/\s/gu, "");
}
