import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { type Anomaly, type BibliographicRecord, type FileSummary, recordReader } from "@coppice/identify";
import type { Problem, SearchRunDocument } from "@coppice/model";
import { failure, found, type Result, refused, warning } from "../problem.ts";
import { exportCap } from "./export-caps.ts";

/** What a person tells of a search that was run on a platform. */
export interface ImportFacts {
  readonly database: string;
  readonly platform?: string;
  /** Part of the database and its last update, as the platform shows them. */
  readonly segment?: string;
  readonly query: string;
  readonly strategy?: string;
  /** The line of the strategy whose records were exported. */
  readonly line?: string;
  /** The day on which it was run. */
  readonly dated: string;
  /** Hits that the platform showed. */
  readonly count?: number;
}

export interface ImportedRun {
  readonly document: Omit<SearchRunDocument, "kind" | "id" | "records" | "answers">;
  readonly records: readonly BibliographicRecord[];
  readonly files: readonly FileSummary[];
  readonly anomalies: readonly Anomaly[];
}

async function readInto(
  path: string,
  records: BibliographicRecord[],
  anomalies: Anomaly[],
): Promise<Result<readonly FileSummary[]>> {
  const reader = recordReader(
    { record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) },
    { file: basename(path) },
  );
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
      reader.push(piece as Buffer);
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    return refused(
      failure(
        "file-unreadable",
        `${path} cannot be read (${code ?? "no reason given"}); give the file of an export.`,
      ),
    );
  }
  return found(reader.end());
}

/**
 * Takes exports of a search that a person ran (Embase, CENTRAL, ICTRP, Web of Science, Scopus ...) for a search run. The records are counted
 * against what the platform showed, and an export that ends where its platform cuts off is doubted.
 */
export async function importRun(paths: readonly string[], facts: ImportFacts): Promise<Result<ImportedRun>> {
  const records: BibliographicRecord[] = [];
  const anomalies: Anomaly[] = [];
  const files: FileSummary[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const before = records.length;
    const read = await readInto(path, records, anomalies);
    if (!read.ok) return read;
    files.push(...read.value);
    problems.push(...exportCap(facts.platform ?? facts.database, records.length - before));
  }
  if (records.length === 0)
    problems.push(
      failure("no-records", "No record could be read; export the search again in another format."),
    );
  else if (facts.count === undefined)
    problems.push(
      warning(
        "count-unknown",
        "How many hits the platform showed was not told, so nobody can see whether the export is whole; give --count.",
      ),
    );
  else if (records.length < facts.count)
    problems.push(
      failure(
        "incomplete",
        `The platform showed ${facts.count} hits and the export has ${records.length} records: ${facts.count - records.length} are missing.`,
      ),
    );
  else if (records.length > facts.count)
    problems.push(
      warning(
        "more-than-counted",
        `The platform showed ${facts.count} hits and the export has ${records.length} records; look whether it is that of another line.`,
      ),
    );
  const { database, platform, segment, query, strategy, line, dated, count } = facts;
  return found({
    files,
    anomalies,
    records,
    document: {
      source: "import",
      database,
      ...(platform === undefined ? {} : { platform }),
      ...(segment === undefined ? {} : { segment }),
      ...(strategy === undefined ? {} : { strategy }),
      ...(line === undefined ? {} : { line }),
      query,
      dated,
      ...(count === undefined ? {} : { count }),
      received: records.length,
      complete: !problems.some(({ code }) => ["incomplete", "no-records", "export-cap"].includes(code)),
      problems: problems.map(({ code, severity, message }) => ({ code, severity, message })),
      facts: Object.fromEntries(paths.map((path, i) => [`file ${i + 1}`, basename(path)])),
    },
  });
}
