import { writeFileSync } from "node:fs";
import { resultSchemaText } from "./result-schema.ts";

// Run by `npm run schema`; a test fails when the file is not what this writes.
writeFileSync(new URL("../../schema/result.schema.json", import.meta.url), resultSchemaText());
