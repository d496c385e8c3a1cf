import type { BibliographicRecord } from "@coppice/identify";
import type { ScreeningRecord } from "@coppice/screen";
import { namedRecords } from "../records/named-records.ts";

export type ScreeningRecords =
  | {
      readonly ok: true;
      readonly records: readonly ScreeningRecord[];
      /** By id: whether the file says that the review included it; only where it says so. */
      readonly labels: ReadonlyMap<string, boolean>;
    }
  | { readonly ok: false; readonly message: string };

/** Columns that say whether a review included a record: SYNERGY's, ASReview's, and what people call it. */
const LABEL_COLUMNS = ["label_included", "included", "label", "relevant", "asreview_label"];

/** The records of an export as the ranking reads them, and the labels that a table carries. */
export async function screeningRecords(path: string): Promise<ScreeningRecords> {
  const read = await namedRecords([path]);
  if (!read.ok) return read;
  const labels = new Map<string, boolean>();
  const records: ScreeningRecord[] = [];
  for (const { id, record } of read.records) {
    records.push(screeningRecord(id, record));
    const label = labelOf(record);
    if (label === undefined) continue;
    if (!["0", "1"].includes(label)) {
      return {
        ok: false,
        message: `${path}: the label "${label}" of record ${id} is none; write 1 for included and 0 for excluded.`,
      };
    }
    labels.set(id, label === "1");
  }
  return { ok: true, records, labels };
}

const labelOf = ({ other }: BibliographicRecord): string | undefined =>
  other
    ?.find(({ tag, value }) => LABEL_COLUMNS.includes(tag.toLowerCase()) && value.trim() !== "")
    ?.value.trim();

/** A record as the ranking reads it. */
export function screeningRecord(id: string, record: BibliographicRecord): ScreeningRecord {
  const { csl, headings = [], keywords = [], publicationTypes = [] } = record;
  const terms = [
    ...headings.map(({ term }) => term),
    ...keywords,
    ...publicationTypes.map(({ term }) => term),
  ];
  return {
    id,
    title: csl.title ?? "",
    ...(csl.abstract === undefined ? {} : { abstract: csl.abstract }),
    ...(terms.length === 0 ? {} : { terms: [...new Set(terms)] }),
  };
}
