/**
 * Holds our readers against what Zotero makes of the same files.
 *
 * node scripts/run-ts.mjs packages/identify/check/zotero-fields.ts [part of a file name] [--all]
 * Prints each field that differs (with --all also those that agree) and the share of right ones.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BibliographicRecord, RecordSink, TextReaderFactory } from "@coppice/identify";
import * as identify from "@coppice/identify";
import { compareWithZotero, type ZoteroItem } from "./zotero-item.ts";

const folder = resolve("../shared/data/import/zotero-cases");
const [wanted = "", ...flags] = process.argv.slice(2);

const readers: Readonly<Record<string, string>> = {
  bib: "bibtexReader",
  enw: "referReader",
  isi: "wosReader",
  nbib: "nbibReader",
  ovid: "ovidReader",
  refworks: "refworksReader",
  ris: "risReader",
  "endnote.xml": "endnoteXmlReader",
  "pubmed.xml": "pubmedXmlReader",
};

function recordsOf(name: string): readonly BibliographicRecord[] | null {
  const extension = Object.keys(readers).find((ending) => name.endsWith(`.${ending}`)) ?? "";
  const factory = (identify as unknown as Record<string, TextReaderFactory>)[readers[extension] ?? ""];
  if (factory === undefined) return null;
  const found: BibliographicRecord[] = [];
  const sink: RecordSink = { record: (record) => found.push(record), anomaly: () => undefined };
  const reader = factory(sink, { file: name });
  reader.push(readFileSync(join(folder, name), "utf8").replace(/^\uFEFF/, ""));
  reader.end();
  return found;
}

if (!existsSync(folder)) {
  console.log(`${folder} is not here: nothing to compare with.`);
} else {
  let right = 0;
  let total = 0;
  for (const name of readdirSync(folder).filter(
    (file) => !file.endsWith(".items.json") && file.includes(wanted),
  )) {
    const items = JSON.parse(
      readFileSync(join(folder, `${name}.items.json`), "utf8"),
    ) as readonly ZoteroItem[];
    const records = recordsOf(name);
    if (records === null) {
      console.log(`${name}: no reader yet`);
      continue;
    }
    if (records.length !== items.length)
      console.log(`${name}: ${records.length} records, Zotero has ${items.length}`);
    let own = 0;
    let ownRight = 0;
    for (const [i, item] of items.entries()) {
      const record = records[i];
      if (record === undefined) continue;
      for (const outcome of compareWithZotero(item, record)) {
        own += 1;
        if (outcome.right) ownRight += 1;
        if (!outcome.right || flags.includes("--all")) {
          const short = (text: string): string =>
            JSON.stringify(text.length > 110 ? `${text.slice(0, 110)}…` : text);
          console.log(
            `  ${outcome.right ? " " : "✗"} ${name} #${i + 1} ${outcome.field}: Zotero ${short(outcome.zotero)}, ours ${short(outcome.ours)}`,
          );
        }
      }
    }
    right += ownRight;
    total += own;
    console.log(`${name}: ${ownRight} of ${own} fields`);
  }
  console.log(`together: ${right} of ${total} fields (${((100 * right) / total).toFixed(1)} %)`);
}
