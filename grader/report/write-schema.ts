import { writeFileSync } from "node:fs";
import { classRecordSchemaText, resultSchemaText } from "./json-schemas.ts";

// Run by `npm run schema`; a test fails when a file is not what this writes.
const folder = new URL("../../schema/", import.meta.url);
writeFileSync(new URL("result.schema.json", folder), resultSchemaText());
writeFileSync(new URL("class-record.schema.json", folder), classRecordSchemaText());
