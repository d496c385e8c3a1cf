import { strToU8, zipSync } from "fflate";
import type { BibliographicRecord } from "../../record/bibliographic-record.ts";
import { RECORD_HEADERS, recordCells } from "../record-columns.ts";
import { columnName, encodeCell } from "./cell-text.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Excel holds no more characters in a cell (ECMA-376 leaves it to the program). */
const LONGEST_CELL = 32_767;

const FRAME: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="records" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

function rowSource(cells: readonly string[], number: number): string {
  const sources = cells.map((cell, column) =>
    cell === ""
      ? ""
      : `<c r="${columnName(column)}${number}" t="inlineStr"><is><t xml:space="preserve">${encodeCell(cell)}</t></is></c>`,
  );
  return `<row r="${number}">${sources.join("")}</row>`;
}

/** The JSON of the last column, in as many cells as it takes. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    // A pair of surrogates is one character and stays together.
    const high = (text.charCodeAt(at + LONGEST_CELL - 1) & 0xfc00) === 0xd800;
    const end = at + LONGEST_CELL - (high ? 1 : 0);
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

/**
 * Writes records as a workbook with one sheet, in the columns of `RECORD_HEADERS`; all cells are text. A text longer than a cell of
 * Excel goes into the column `coppice` (and `coppice 2` ...) alone. `readXlsx` gives back the same records, and the same records
 * always give the same bytes.
 */
export function writeXlsx(records: Iterable<BibliographicRecord>): Uint8Array {
  const rows: (readonly string[])[] = [];
  let width = RECORD_HEADERS.length;
  for (const record of records) {
    const cells = recordCells(record, LONGEST_CELL);
    const row = [...cells.slice(0, -1), ...pieces(cells.at(-1)!)];
    width = Math.max(width, row.length);
    rows.push(row);
  }
  const headers = [...RECORD_HEADERS];
  for (let count = 2; headers.length < width; count++) headers.push(`coppice ${count}`);
  const data = [headers, ...rows].map((cells, index) => rowSource(cells, index + 1)).join("");
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const sheet = `<worksheet xmlns="${MAIN}">${view}<sheetData>${data}</sheetData></worksheet>`;
  const files = { ...FRAME, "xl/worksheets/sheet1.xml": sheet };
  // The first day that a zip can name, so that the bytes do not depend on the clock.
  const mtime = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, source]) => [name, [strToU8(XML + source), { mtime }]]),
    ),
    { level: 6 },
  );
}
