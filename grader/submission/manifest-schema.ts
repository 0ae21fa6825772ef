import { z } from "zod";
import { manifestSchema } from "../model/submission.ts";

/** The JSON Schema of `sockgrade.yaml`, for editors; kept as `schema/manifest.schema.json`. */
export function manifestJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(manifestSchema, { reused: "ref" });
  return {
    $schema,
    title: "sockgrade.yaml",
    description: "How to start a submission's programs where their names do not tell.",
    ...rest,
  };
}
