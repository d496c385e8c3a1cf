import type { Anomaly, BibliographicRecord, FileSummary, RecordFormat } from "@coppice/identify";
import { type ExportRead, readExport } from "@coppice/project";

/** A file, or a member of a zip, with the anomalies found in it. */
export interface FileReport {
  readonly summary: FileSummary;
  readonly anomalies: readonly Anomaly[];
}

export type FileRead =
  | { readonly ok: true; readonly files: readonly FileReport[] }
  | Extract<ExportRead, { readonly ok: false }>;

/** Reads one export and sorts its anomalies to the members of an archive; each record is handed to `take` as it is found. */
export async function readFile(
  path: string,
  take: (record: BibliographicRecord) => void,
  format?: RecordFormat,
): Promise<FileRead> {
  const anomalies: Anomaly[] = [];
  const sink = { record: take, anomaly: (anomaly: Anomaly) => anomalies.push(anomaly) };
  const read = await readExport(path, sink, format === undefined ? {} : { format });
  if (!read.ok) return read;
  let from = 0;
  const files = read.files.map((summary): FileReport => {
    const to = from + Object.values(summary.anomalies).reduce((sum, count) => sum + count, 0);
    const own = anomalies.slice(from, to);
    from = to;
    return { summary, anomalies: own };
  });
  return { ok: true, files };
}
