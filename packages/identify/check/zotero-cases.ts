import { readdirSync, readFileSync } from "node:fs";
import { type BibliographicRecord, recordReader } from "@coppice/identify";
import { compareWithZotero, type FieldOutcome, type ZoteroItem } from "./zotero-item.ts";

export interface ZoteroCase {
  readonly file: string;
  /** Items that Zotero makes of the file. */
  readonly items: number;
  /** Records that we read. */
  readonly records: number;
  /** Each field of each item, with the 1-based number of the item. */
  readonly fields: readonly (FieldOutcome & { readonly item: number })[];
}

function recordsOf(file: string, folder: URL): readonly BibliographicRecord[] {
  const records: BibliographicRecord[] = [];
  const reader = recordReader(
    { record: (record) => records.push(record), anomaly: () => undefined },
    { file },
  );
  reader.push(readFileSync(new URL(file, folder)));
  reader.end();
  return records;
}

/** Every case of the folder `zotero-cases`: a file `NAME`, and `NAME.items.json` with what Zotero makes of it. */
export function zoteroCases(folder: URL): readonly ZoteroCase[] {
  return readdirSync(folder)
    .filter((file) => !file.endsWith(".items.json"))
    .map((file) => {
      const items = JSON.parse(
        readFileSync(new URL(`${file}.items.json`, folder), "utf8"),
      ) as readonly ZoteroItem[];
      const records = recordsOf(file, folder);
      const fields = items.flatMap((item, i) => {
        const record = records[i];
        return record === undefined
          ? []
          : compareWithZotero(item, record).map((outcome) => ({ ...outcome, item: i + 1 }));
      });
      return { file, items: items.length, records: records.length, fields };
    });
}
