import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import {
  type BibliographicRecord,
  type RecordFormat,
  writeBibtex,
  writeCslJson,
  writeCsv,
  writeNbib,
  writeRis,
  writeXlsx,
} from "@coppice/identify";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { formatNames } from "../records/format-names.ts";
import { readFile } from "../records/read-file.ts";
import { print, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface ConvertOptions {
  readonly format?: RecordFormat;
  readonly to?: string;
}

type Writer = (records: readonly BibliographicRecord[]) => Iterable<string | Uint8Array>;

const writers: Readonly<Partial<Record<string, Writer>>> = {
  ris: writeRis,
  nbib: writeNbib,
  bibtex: (records) => [writeBibtex(records)],
  "csl-json": (records) => writeCslJson(records),
  csv: (records) => [writeCsv(records)],
  xlsx: (records) => [writeXlsx(records)],
};

const endings: Readonly<Record<string, string>> = {
  ".ris": "ris",
  ".nbib": "nbib",
  ".bib": "bibtex",
  ".json": "csl-json",
  ".csv": "csv",
  ".xlsx": "xlsx",
};

/** Writes the records of one file in another format. */
export async function convert(input: string, output: string, options: ConvertOptions): Promise<ExitCode> {
  const format = options.to ?? endings[extname(output).toLowerCase()] ?? "";
  const writer = writers[format];
  if (writer === undefined) {
    tell(
      `coppice: ${output} names no format that can be written; end it in ${Object.keys(endings).join(", ")}, or give --to ${Object.keys(writers).join(", ")}.`,
    );
    return exitCode.misuse;
  }
  const records: BibliographicRecord[] = [];
  const read = await readFile(input, (record) => records.push(record), options.format);
  if (!read.ok) {
    tell(`coppice: ${read.message}`);
    return exitCode.misuse;
  }
  try {
    await writeFile(output, writer(records));
  } catch (cause) {
    tell(
      `coppice: ${output} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)}); give another place.`,
    );
    return exitCode.misuse;
  }
  const anomalies = read.files.reduce((sum, file) => sum + file.anomalies.length, 0);
  print(
    `${counted(records.length, "record")} written to ${output} as ${formatNames[format as RecordFormat]}${anomalies === 0 ? "" : `; ${counted(anomalies, "anomaly", "anomalies")} in ${input}, see: coppice import ${input}`}.`,
  );
  return records.length === 0 ? exitCode.foundProblems : exitCode.done;
}
