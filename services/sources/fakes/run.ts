// Starts a fake of every service and prints their addresses: npm run -s fakes [-- FIRST_PORT]
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { meshThesaurus } from "@coppice/identify";
import { startAllFakes } from "./all-fakes.ts";
import { evaluatorSearch } from "./corpus/evaluator-search.ts";
import { inventedWorks } from "./corpus/invented-works.ts";
import { realWorks } from "./corpus/real-works.ts";

/** Real records for trials, where they lie beside the repository; they are not part of it. */
const beside = join(process.cwd(), "..", "shared", "data");
const real = [join(beside, "pubmed"), join(beside, "apis", "pubmed-ftp")].flatMap(realWorks);
const trials = join(beside, "apis", "clinicaltrials-v2");
const studies = existsSync(trials)
  ? readdirSync(trials)
      .filter((name) => name.endsWith(".json"))
      .map(
        (name) => JSON.parse(readFileSync(join(trials, name), "utf8")) as Readonly<Record<string, unknown>>,
      )
  : [];
const invented = inventedWorks(Number(process.env["FAKE_WORKS"] ?? 500));
const meshFile = join(process.cwd(), "packages", "identify", "data", "mesh2024.tsv.gz");
const mesh = existsSync(meshFile) ? meshThesaurus(gunzipSync(readFileSync(meshFile))) : undefined;
const port = process.argv[2] === undefined ? undefined : Number(process.argv[2]);

const fakes = await startAllFakes({
  works: [...real, ...invented],
  ...(studies.length === 0 ? {} : { studies }),
  backend: (works) => evaluatorSearch(works, mesh),
  ...(port === undefined ? {} : { port }),
});
process.stdout.write(
  `${real.length} real and ${invented.length} invented works; ${studies.length === 0 ? "invented" : `${studies.length} real`} studies. Ctrl-C ends.\n\n`,
);
for (const [id, { name, address }] of Object.entries(fakes))
  process.stdout.write(`${name.padEnd(20)} --base-url ${id}=${address}\n`);
process.once("SIGINT", () => {
  void Promise.all(Object.values(fakes).map((fake) => fake.close())).then(() => process.exit(0));
});
