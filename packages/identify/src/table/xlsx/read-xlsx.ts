import type { RecordSink, TextReaderOptions } from "../../read/text-reader.ts";
import { knownHeaders } from "../table-layout.ts";
import { type TableOptions, TableRecords } from "../table-records.ts";
import { openWorkbook, type Sheet, type Workbook } from "./workbook.ts";
import { workbookParts } from "./workbook-parts.ts";

const ROWS_TO_LOOK_AT = 10;

/** How many known headers the best of the first rows has; -1 for an empty sheet. */
function headersOf(workbook: Workbook, sheet: Sheet): number {
  let best = -1;
  let rows = 0;
  workbook.rows(sheet, (cells) => {
    if (cells.some((cell) => cell.trim() !== "")) best = Math.max(best, knownHeaders(cells, new Set()));
    rows += 1;
    return rows < ROWS_TO_LOOK_AT;
  });
  return best;
}

/**
 * Reads a workbook of Excel (.xlsx, .xlsm; ECMA-376): the first sheet that has a header with known names, or else the first that is not
 * empty; its rows are read as those of a CSV file, dates as 2012-03-07. Other sheets are reported.
 */
export function readXlsx(
  bytes: Uint8Array,
  sink: RecordSink,
  options: TextReaderOptions & TableOptions = {},
): void {
  const unpacked = workbookParts(bytes);
  for (const name of unpacked?.tooLarge ?? [])
    sink.anomaly({
      code: "part-too-large",
      message: `"${name}" of the workbook is too large to be unpacked; save the table as .csv.`,
      line: 1,
    });
  if (unpacked === null || !unpacked.parts.has("xl/workbook.xml")) {
    sink.anomaly({
      code: "bad-workbook",
      message: "The file is no workbook that can be read; save it again as .xlsx or .csv.",
      line: 1,
    });
    return;
  }
  const workbook = openWorkbook(unpacked);
  const known = workbook.sheets.map((sheet) => headersOf(workbook, sheet));
  const withHeader = known.findIndex((count) => count >= 2);
  const chosen = withHeader === -1 ? known.findIndex((count) => count >= 0) : withHeader;
  workbook.sheets.forEach((sheet, index) => {
    if (index === chosen || known[index] === -1) return;
    let rows = 0;
    workbook.rows(sheet, () => {
      rows += 1;
      return true;
    });
    sink.anomaly({
      code: "other-sheet",
      message: `Sheet "${sheet.name}" with ${rows} rows was not read; save it as a file of its own to bring it in.`,
      line: 1,
      // Of a sheet without headers that are known nobody can say that its rows are records.
      ...(known[index]! >= 2 && rows > 1 ? { recordsNotRead: rows - 1 } : {}),
    });
  });
  const sheet = workbook.sheets[chosen];
  if (sheet === undefined) return;
  const records = new TableRecords(sink, "xlsx", options.file, options);
  workbook.rows(sheet, (cells, line) => {
    records.row({ cells, line, raw: cells.join("\t") });
    return true;
  });
  records.end();
}
