import { readFileSync } from "node:fs";
import { formatProblem, readDocument } from "@coppice/model";
let bad=0;
for (const f of process.argv.slice(2)) { const r = readDocument(readFileSync(f, "utf8"), f); for (const p of r.problems) { bad++; console.log(formatProblem(p)); } }
console.log(bad===0?"ok":`${bad} problems`);
