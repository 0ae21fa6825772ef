import { expect, test } from "vitest";
import { readJavaSource } from "./source.ts";

const main = "public static void main(String[] args) { }";

test.each([
  [`public class Server { ${main} }`, "Server", "", "Server"],
  [`package br.ufu;\npublic class Server { ${main} }`, "Server", "br.ufu", "br.ufu.Server"],
  [`// package no;\nclass Helper { void f() { } }\nclass Start { ${main} }`, "Server", "", "Start"],
  [`class A { ${main} }\nclass B { ${main} }`, "B", "", "B"],
  [`public class Server { static class Inner { } ${main} }`, "Server", "", "Server"],
  [
    `public class Server { String s = "}"; char c = '{'; static public void main(String... a) throws Exception { } }`,
    "Server",
    "",
    "Server",
  ],
  ["public class Server { void main() { } }", "Server", "", undefined],
])("%s", (source, stem, packageName, mainClass) => {
  expect(readJavaSource(source, stem)).toEqual({ packageName, mainClass, isCompact: false });
});

test("a main outside of any class, beside classes", () => {
  const source =
    "class Part { void main() { } }\nvoid main() { new Part(); }\nrecord R(int x) { }\n";
  expect(readJavaSource(source, "server")).toEqual({
    packageName: "",
    mainClass: "server",
    isCompact: true,
  });
});
