import { z } from "zod";
import { classRecordSchema } from "../model/class-record.ts";
import { resultSchema } from "../model/result.ts";

/** The text of `schema/result.schema.json`: JSON Schema, draft 2020-12. */
export function resultSchemaText(): string {
  return schemaText("sockgrade result", resultSchema);
}

/** The text of `schema/class-record.schema.json`. */
export function classRecordSchemaText(): string {
  return schemaText("sockgrade class record", classRecordSchema);
}

function schemaText(title: string, described: z.ZodType): string {
  const schema = z.toJSONSchema(described, {
    unrepresentable: "any",
    // Causes and trace events are zod custom types: all that a schema can say is that they are objects with a kind.
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "custom") Object.assign(jsonSchema, tagged);
    },
  });
  return `${JSON.stringify({ $schema: schema.$schema, title, ...schema }, undefined, 2)}\n`;
}

const tagged = { type: "object", properties: { kind: { type: "string" } }, required: ["kind"] };
