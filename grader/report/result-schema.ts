import { z } from "zod";
import { resultSchema } from "../model/result.ts";

/** The text of `schema/result.schema.json`: JSON Schema, draft 2020-12. */
export function resultSchemaText(): string {
  const schema = z.toJSONSchema(resultSchema, {
    unrepresentable: "any",
    // Causes and trace events are zod custom types: all that a schema can say is that they are objects with a kind.
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "custom") Object.assign(jsonSchema, tagged);
    },
  });
  return `${JSON.stringify({ $schema: schema.$schema, title: "sockgrade result", ...schema }, undefined, 2)}\n`;
}

const tagged = { type: "object", properties: { kind: { type: "string" } }, required: ["kind"] };
