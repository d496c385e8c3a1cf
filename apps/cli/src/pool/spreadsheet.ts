import type { Problem, ProblemPlace } from "@coppice/model";

export type Separator = "," | ";" | "\t";

export interface SpreadsheetCell {
  readonly text: string;
  /** Where the cell begins; columns are counted in characters of its line. */
  readonly line: number;
  readonly column: number;
}

export interface Spreadsheet {
  readonly file: string;
  readonly separator: Separator;
  readonly header: readonly SpreadsheetCell[];
  /** One row a record; each has as many cells as the header. */
  readonly rows: readonly (readonly SpreadsheetCell[])[];
  /** Rows that could not be read, and what was odd in the file. */
  readonly problems: readonly Problem[];
}

/** A problem of a spreadsheet: an error keeps a row out. */
export function sheetProblem(
  code: string,
  severity: Problem["severity"],
  message: string,
  where: ProblemPlace,
): Problem {
  return { code, severity, message, where };
}

const separators: readonly Separator[] = [",", ";", "\t"];

/** The separator that the first line holds most often outside quotes. */
function separatorOf(text: string): Separator {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "\n" || sign === "\r")) {
      if (counts.size > 0) break;
    } else if (!quoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return separators.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

interface Reading {
  readonly records: readonly (readonly SpreadsheetCell[])[];
  readonly problems: readonly Problem[];
}

/**
 * The records of a text in the manner of RFC 4180: a quoted cell may hold separators, line ends and doubled quotes. Lines
 * may end in LF, CRLF or CR. Where quotes are broken the record is kept as it can be read, and a problem says where.
 */
function readRecords(text: string, separator: Separator, file: string): Reading {
  const records: (readonly SpreadsheetCell[])[] = [];
  const problems: Problem[] = [];
  let record: SpreadsheetCell[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const isEnd = (sign: string | undefined) => sign === "\n" || sign === "\r" || sign === undefined;
  /** Steps over one line end. */
  const newLine = () => {
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line += 1;
    lineStart = at;
  };
  while (at < text.length) {
    const start = { line, column: at - lineStart + 1 };
    let content = "";
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const sign = text[at];
        if (sign === undefined) {
          problems.push(
            sheetProblem(
              "quote-not-closed",
              "error",
              'this cell opens with a quote that is never closed; close it, or write "" for a quote inside a cell',
              { file, ...start },
            ),
          );
          break;
        }
        if (sign === '"' && text[at + 1] === '"') {
          content += '"';
          at += 2;
        } else if (sign === '"') {
          at += 1;
          break;
        } else if (isEnd(sign)) {
          content += "\n";
          newLine();
        } else {
          content += sign;
          at += 1;
        }
      }
      const rest = at;
      while (!isEnd(text[at]) && text[at] !== separator) at += 1;
      const after = text.slice(rest, at);
      if (after.trim() !== "") {
        problems.push(
          sheetProblem(
            "text-after-quote",
            "error",
            `"${after.trim()}" stands after the closing quote of a cell; write a quote inside a cell twice, as ""`,
            { file, line, column: rest - lineStart + 1 },
          ),
        );
        content += after;
      }
    } else {
      const from = at;
      while (!isEnd(text[at]) && text[at] !== separator) at += 1;
      content = text.slice(from, at);
    }
    record.push({ text: content.trim(), ...start });
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end of a line opens one more cell, which is empty.
      if (isEnd(text[at])) record.push({ text: "", line, column: at - lineStart + 1 });
      else continue;
    }
    records.push(record);
    record = [];
    if (at < text.length) newLine();
  }
  return { records, problems };
}

const isBlank = (record: readonly SpreadsheetCell[]) => record.every((cell) => cell.text === "");

/** Brings a record to the header's length: cells that are missing are empty, and more than empty ones are a problem. */
function fitted(
  record: readonly SpreadsheetCell[],
  header: readonly SpreadsheetCell[],
  file: string,
): { readonly row: readonly SpreadsheetCell[] } | { readonly problem: Problem } {
  const beyond = record.slice(header.length).find((cell) => cell.text !== "");
  if (beyond !== undefined) {
    const message = `this row has ${record.length} cells and the header ${header.length} ("${beyond.text}" is one too many); put a cell that holds the separator into quotes`;
    return {
      problem: sheetProblem("too-many-cells", "error", message, {
        file,
        line: beyond.line,
        column: beyond.column,
      }),
    };
  }
  const last = record.at(-1)!;
  const missing = header.slice(record.length).map(() => ({
    text: "",
    line: last.line,
    column: last.column + last.text.length,
  }));
  return { row: [...record.slice(0, header.length), ...missing] };
}

/** Reads a CSV text: separator `,` `;` or tab by what the header holds, byte order mark and blank lines passed over. */
export function readSpreadsheet(bytes: string, file: string): Spreadsheet {
  const text = bytes.replace(/^\ufeff/, "");
  const separator = separatorOf(text);
  const { records, problems } = readRecords(text, separator, file);
  const [header = [], ...rest] = records.filter((record) => !isBlank(record));
  const rows: (readonly SpreadsheetCell[])[] = [];
  const found = [...problems];
  // A row whose quotes are broken has shifted cells: reading numbers from it would be guessing.
  const broken = new Set(problems.map(({ where }) => where.line));
  for (const record of rest) {
    if (record.some((cell) => broken.has(cell.line))) continue;
    const fit = fitted(record, header, file);
    if ("row" in fit) rows.push(fit.row);
    else found.push(fit.problem);
  }
  return { file, separator, header, rows, problems: found };
}
