import type { RecordFormat } from "@coppice/identify";
import { columns } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { formatNames } from "../records/format-names.ts";
import { type FileReport, readFile } from "../records/read-file.ts";
import { paint, print, printJson, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface ImportOptions {
  readonly json?: boolean;
  readonly format?: RecordFormat;
  readonly all?: boolean;
}

/** Anomalies of a file that are shown unless all are asked for. */
const SHOWN = 10;

const total = (file: FileReport): number => file.anomalies.length;

function jsonOf({ summary, anomalies }: FileReport) {
  const { file, format, encoding, recordsInFile, records } = summary;
  return { file, format, encoding, recordsInFile, records, anomalies };
}

function anomalyKinds({ summary }: FileReport): string {
  const kinds = Object.entries(summary.anomalies).map(([code, count]) =>
    count === 1 ? code : `${code} ×${count}`,
  );
  return kinds.length === 0 ? "none" : kinds.join(", ");
}

function tableOf(files: readonly FileReport[]): readonly string[] {
  return columns([
    ["FILE", "FORMAT", "IN FILE", "READ", "ANOMALIES"].map((text) => ({ text, paint: paint.dim })),
    ...files.map((file) => {
      const { summary } = file;
      const unread = summary.records === 0 || summary.records < summary.recordsInFile;
      return [
        { text: summary.file ?? "" },
        { text: summary.format === null ? "unknown" : formatNames[summary.format] },
        { text: String(summary.recordsInFile).padStart(7) },
        { text: String(summary.records).padStart(4), ...(unread ? { paint: paint.red } : {}) },
        { text: anomalyKinds(file) },
      ];
    }),
  ]);
}

/** A shell's wildcard names folders beside the files in them: they are said and not read, lest a file be read twice. */
const passedOver = (folders: readonly string[]): string =>
  folders.length === 1
    ? `${folders[0]} is a folder and was passed over; name the files in it.`
    : `${folders.length} folders were passed over (${folders.slice(0, 3).join(", ")}${folders.length > 3 ? " ..." : ""}); name the files in them.`;

/** Reads export files and says of each what was in it: format, records, and everything that was odd. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<ExitCode> {
  const files: FileReport[] = [];
  const folders: string[] = [];
  let failed = false;
  for (const path of paths) {
    const read = await readFile(path, () => undefined, options.format);
    if (read.ok) files.push(...read.files);
    else if (read.code === "is-folder") folders.push(path);
    else {
      tell(`coppice: ${read.message}`);
      failed = true;
    }
  }
  if (folders.length > 0) tell(`coppice: ${passedOver(folders)}`);
  if (files.length === 0) return exitCode.misuse;
  if (options.json === true) printJson(files.map(jsonOf));
  else {
    print(tableOf(files).join("\n"));
    for (const file of files) {
      const shown = options.all === true ? file.anomalies : file.anomalies.slice(0, SHOWN);
      if (shown.length > 0) print("");
      for (const { line, column, message, code } of shown) {
        const place = [file.summary.file, line, column].filter((part) => part !== undefined).join(":");
        print(`${place}: ${message} ${paint.dim(`[${code}]`)}`);
      }
      const rest = total(file) - shown.length;
      if (rest > 0)
        print(
          paint.dim(`and ${counted(rest, "more anomaly", "more anomalies")}; see all with --all or --json`),
        );
    }
    const records = files.reduce((sum, { summary }) => sum + summary.records, 0);
    const inFiles = files.reduce((sum, { summary }) => sum + summary.recordsInFile, 0);
    const all =
      records === inFiles ? counted(records, "record") : `${records} of ${counted(inFiles, "record")}`;
    const anomalies = files.reduce((sum, file) => sum + total(file), 0);
    print(`\n${counted(files.length, "file")}, ${all} read, ${counted(anomalies, "anomaly", "anomalies")}.`);
  }
  return failed || files.some(({ summary }) => summary.records === 0)
    ? exitCode.foundProblems
    : exitCode.done;
}
