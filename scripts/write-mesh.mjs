// Writes packages/identify/data/meshYEAR.tsv.gz, the thesaurus that searches use, from tables of one year of MeSH:
// node scripts/write-mesh.mjs FOLDER YEAR
// FOLDER holds meshYEAR-descriptors.tsv (ui, name, tree numbers, entry terms, permuted terms; lists parted by |) and
// meshYEAR-pharm-actions.tsv (UI and name of a descriptor, UI and name of its action), each with a line of headings.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, year] = process.argv.slice(2);
if (folder === undefined || year === undefined) {
  console.error("usage: write-mesh.mjs FOLDER YEAR");
  process.exit(2);
}

const rows = (name) =>
  readFileSync(join(folder, `mesh${year}-${name}.tsv`), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
const list = (column = "") => column.split("|").filter((term) => term !== "");
const words = (term) =>
  term
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const key = (term) => words(term).join(" ");
const turns = (term) => words(term).map((_, i, all) => [...all.slice(i), ...all.slice(0, i)].join(" "));

const descriptors = rows("descriptors").sort(([a], [b]) => (a < b ? -1 : 1));
const names = new Set(descriptors.flatMap(([, name, , entries]) => [name, ...list(entries)]).map(key));

// Of NLM's permuted terms most are turns of others ("Aneurysms, Miliary"), which are found by turning; plurals and the like stay, once.
const lines = descriptors.map(([ui, name, , entries, permuted]) => {
  const kept = [];
  const seen = new Set();
  for (const term of list(permuted)) {
    const turned = turns(term);
    if (turned.some((each) => names.has(each) || seen.has(each))) continue;
    seen.add(key(term));
    kept.push(term);
  }
  return [ui, name, list(entries).join("|"), kept.join("|")].join("\t");
});
const trees = descriptors
  .flatMap(([, , numbers], i) => list(numbers).map((number) => [number, i]))
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map((pair) => pair.join("\t"));
const byAction = new Map();
for (const [ui, , action] of rows("pharm-actions"))
  byAction.set(action, [...(byAction.get(action) ?? []), ui]);
const actions = [...byAction]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([action, uis]) => `${action}\t${uis.join("|")}`);

const head = `MeSH ${year}. Courtesy of the U.S. National Library of Medicine. Changed in layout; permuted terms that are turns of other terms left out.`;
const text = [head, lines.join("\n"), trees.join("\n"), actions.join("\n")].join("\n\n");
const out = "packages/identify/data";
mkdirSync(out, { recursive: true });
// No time stamp, so that the same tables give the same bytes.
const packed = gzipSync(`${text}\n`, { level: 9 });
writeFileSync(join(out, `mesh${year}.tsv.gz`), packed);
console.log(
  `${descriptors.length} descriptors, ${trees.length} places, ${(packed.length / 1e6).toFixed(2)} MB`,
);
