import type { BibliographicRecord, IdentifiedRecord } from "@coppice/identify";
import { type FileReport, readFile } from "./read-file.ts";

type FilesRead =
  | { readonly ok: true; readonly files: readonly FileReport[] }
  | { readonly ok: false; readonly message: string };

export type NamedRecords =
  | { readonly ok: true; readonly records: readonly IdentifiedRecord[] }
  | { readonly ok: false; readonly message: string };

/** The id that a table gives its record: the column `record_id`. */
const givenId = ({ other }: BibliographicRecord): string | undefined =>
  other?.find(({ tag }) => tag.toLowerCase() === "record_id")?.value;

/**
 * Hands out the records of some files, in order, each under an id: the file's own where it has one, else its number in the file.
 */
export async function eachNamedRecord(
  paths: readonly string[],
  take: (item: IdentifiedRecord) => void,
): Promise<FilesRead> {
  const files: FileReport[] = [];
  for (const path of paths) {
    const read = await readFile(path, (record) => {
      const number = String(record.origin.number);
      const id = givenId(record) ?? (paths.length === 1 ? number : `${record.origin.file ?? path}#${number}`);
      take({ id, record });
    });
    if (!read.ok) return read;
    files.push(...read.files);
  }
  return { ok: true, files };
}

/** All of them at once. */
export async function namedRecords(paths: readonly string[]): Promise<NamedRecords> {
  const records: IdentifiedRecord[] = [];
  const read = await eachNamedRecord(paths, (item) => records.push(item));
  return read.ok ? { ok: true, records } : read;
}
