// Writes docs/api/: npm run -s docs
import { mkdirSync, writeFileSync } from "node:fs";
import { apiReference } from "./api-reference.mjs";

mkdirSync("docs/api", { recursive: true });
for (const name of ["numeric", "synthesize"]) writeFileSync(`docs/api/${name}.md`, apiReference(name));
