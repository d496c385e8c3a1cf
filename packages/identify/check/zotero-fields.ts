/**
 * Holds our readers against what Zotero makes of the same files.
 *
 * node scripts/run-ts.mjs packages/identify/check/zotero-fields.ts [part of a file name]
 * Prints each field that differs, and the shares of those that are the same to the letter (✓) and in content (~).
 */
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { zoteroCases } from "./zotero-cases.ts";

const folder = pathToFileURL("../shared/data/import/zotero-cases/");
const [wanted = ""] = process.argv.slice(2);

const short = (text: string): string => JSON.stringify(text.length > 110 ? `${text.slice(0, 110)}…` : text);

if (existsSync(folder)) {
  const cases = zoteroCases(folder).filter(({ file }) => file.includes(wanted));
  for (const { file, items, records, fields } of cases) {
    if (records !== items) console.log(`${file}: ${records} records, Zotero has ${items}`);
    for (const { item, field, zotero, ours, right, alike } of fields) {
      if (!right)
        console.log(
          `  ${alike ? "~" : "✗"} ${file} #${item} ${field}: Zotero ${short(zotero)}, ours ${short(ours)}`,
        );
    }
  }
  const all = cases.flatMap(({ fields }) => fields);
  const share = (count: number): string =>
    `${count} of ${all.length} (${((100 * count) / all.length).toFixed(1)} %)`;
  console.log(`same to the letter: ${share(all.filter(({ right }) => right).length)}`);
  console.log(`same in content:    ${share(all.filter(({ alike }) => alike).length)}`);
} else console.log(`${folder.pathname} is not here: nothing to compare with.`);
