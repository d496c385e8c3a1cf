// Writes the JSON Schema of every kind of document into schemas/, for completion in editors:
// node scripts/run-ts.mjs scripts/write-schemas.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { documentKinds, jsonSchemaOf } from "@coppice/model";

mkdirSync("schemas", { recursive: true });
for (const kind of documentKinds) {
  writeFileSync(`schemas/${kind}.schema.json`, `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`);
}
