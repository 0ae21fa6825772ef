import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { expect, test } from "vitest";
import { h, type Html, htmlText } from "./html.ts";
import { neutralise } from "./neutralise.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc
    .array(fc.constantFrom("<", ">", "&", '"', "'", "=", "/", "amp;", "lt", "script", "--", "]]>"))
    .map((parts) => parts.join("")),
);

type Tree = string | Readonly<{ name: string; attributes: object; content: readonly Tree[] }>;

const { tree } = fc.letrec<{ tree: Html }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc
      .tuple(
        fc.constantFrom("div" as const, "span" as const, "bdi" as const),
        fc.record({ title: text, class: text }, { requiredKeys: [] }),
        fc.array(tie("tree"), { maxLength: 4 }),
      )
      .map(([name, attributes, content]) => h(name, attributes, ...content)),
  ),
}));

test("a browser reads exactly the elements, the attributes and the texts that were written", () => {
  fc.assert(
    fc.property(tree, (html) => {
      const errors: string[] = [];
      const options = {
        onParseError: ({ code }: { code: string }) => void errors.push(code),
      };
      const read = parseFragment(htmlText(html), options);
      expect(joined(read.childNodes.map(treeOf))).toEqual(joined([meant(html)]));
      // A text may hold what is no character; a browser shows it as it shows others it does not know.
      expect(errors.filter((code) => code !== "noncharacter-in-input-stream")).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("a style that could end itself is refused", () => {
  expect(() => htmlText(h("style", {}, "a{}</style><p>"))).toThrow("without <");
});

function treeOf(node: DefaultTreeAdapterTypes.ChildNode): Tree {
  if ("value" in node) return node.value;
  if (!("tagName" in node)) throw new Error(`Expected an element or a text, got ${node.nodeName}`);
  return {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    content: joined(node.childNodes.map(treeOf)),
  };
}

function meant(html: Html): Tree {
  if (typeof html === "string") return neutralise(html, "newlines");
  if (typeof html !== "object" || !("name" in html)) throw new Error("not generated here");
  const { name, attributes, content } = html;
  const written = Object.entries(attributes).map(([key, value]) => [
    key,
    neutralise(String(value), "newlines"),
  ]);
  return { name, attributes: Object.fromEntries(written), content: joined(content.map(meant)) };
}

/** Texts beside each other are one for a reader, and no text is none. */
function joined(trees: readonly Tree[]): readonly Tree[] {
  const out: Tree[] = [];
  for (const one of trees) {
    const last = out.at(-1);
    if (typeof one === "string" && typeof last === "string") out[out.length - 1] = last + one;
    else if (one !== "") out.push(one);
  }
  return out.filter((one) => one !== "");
}
