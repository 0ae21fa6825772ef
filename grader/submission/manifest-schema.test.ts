import { expect, test } from "vitest";
import { manifestJsonSchema } from "./manifest-schema.ts";

test("the shipped JSON Schema is the one that the manifest is checked with", async () => {
  const text = `${JSON.stringify(manifestJsonSchema(), undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../schema/manifest.schema.json");
});
