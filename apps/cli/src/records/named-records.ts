import type { BibliographicRecord, IdentifiedRecord } from "@coppice/identify";
import { type FileReport, readFile } from "./read-file.ts";

export type NamedRecords =
  | {
      readonly ok: true;
      readonly records: readonly IdentifiedRecord[];
      readonly files: readonly FileReport[];
    }
  | { readonly ok: false; readonly message: string };

/** The id that a table gives its record: the column `record_id`. */
const givenId = ({ other }: BibliographicRecord): string | undefined =>
  other?.find(({ tag }) => tag.toLowerCase() === "record_id")?.value;

/** All records of some files, in order, each under an id: the file's own where it has one, else its number in the file. */
export async function namedRecords(paths: readonly string[]): Promise<NamedRecords> {
  const records: IdentifiedRecord[] = [];
  const files: FileReport[] = [];
  for (const path of paths) {
    const read = await readFile(path, (record) => {
      const number = String(record.origin.number);
      const id = givenId(record) ?? (paths.length === 1 ? number : `${record.origin.file ?? path}#${number}`);
      records.push({ id, record });
    });
    if (!read.ok) return read;
    files.push(...read.files);
  }
  return { ok: true, records, files };
}
