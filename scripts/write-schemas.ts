// Writes the JSON Schema of every kind of document into schemas/, for completion in editors:
// npm run -s schemas
import { mkdirSync, writeFileSync } from "node:fs";
import { documentKinds, jsonSchemaOf } from "@coppice/model";

mkdirSync("schemas", { recursive: true });
for (const kind of documentKinds) {
  writeFileSync(`schemas/${kind}.schema.json`, `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`);
}
