/** A row as it was written, with its cells unquoted. */
export interface ScannedRow {
  readonly cells: readonly string[];
  /** Offset after its line end. */
  readonly end: number;
  /** Offset after which nothing of it was written: `end` without the line end. */
  readonly textEnd: number;
  /** Offset of the last quotation mark that opened a cell with line breaks in it; -1 where there is none. */
  readonly spanningQuote: number;
  /** The file ends inside quotation marks. */
  readonly isUnclosed: boolean;
  /** Offset of the first quotation mark that stands in a quoted cell without being doubled; -1 where there is none. */
  readonly strayQuote: number;
  /** Such a mark begins a line: as the first cell of the next row would, if the one before it was not closed. */
  readonly strayBeginsLine: boolean;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Whether a quotation mark before `at` closes its cell: what follows parts or ends the row, blanks aside. */
function closesCell(text: string, at: number, separator: number, isFinal: boolean): boolean | "more" {
  let next = at;
  while (text.charCodeAt(next) === 32 || (separator !== 9 && text.charCodeAt(next) === 9)) next++;
  const code = text.charCodeAt(next);
  if (Number.isNaN(code)) return isFinal || "more";
  return code === separator || code === LF || code === CR;
}

/**
 * Reads one row of a delimited file (RFC 4180, with what programs make of it: LF, CRLF or CR, quotation marks inside cells that are not
 * doubled, blanks around quoted cells). Null where the text ends before the row does and more may come.
 */
export function scanRow(text: string, at: number, separator: string, isFinal: boolean): ScannedRow | null {
  const part = separator.charCodeAt(0);
  const cells: string[] = [];
  let spanningQuote = -1;
  let strayQuote = -1;
  let strayBeginsLine = false;
  let isUnclosed = false;
  let index = at;
  for (;;) {
    let start = index;
    while (text.charCodeAt(start) === 32) start++;
    if (text.charCodeAt(start) === QUOTE) {
      let from = start + 1;
      let value = "";
      let next = from;
      for (;;) {
        const quote = text.indexOf('"', next);
        if (quote === -1) {
          if (!isFinal) return null;
          isUnclosed = true;
          index = text.length;
          value += text.slice(from);
          break;
        }
        const closes = closesCell(text, quote + 1, part, isFinal);
        if (closes === "more") return null;
        if (text.charCodeAt(quote + 1) === QUOTE) {
          value += text.slice(from, quote + 1);
          next = quote + 2;
          from = next;
        } else if (closes) {
          value += text.slice(from, quote);
          index = quote + 1;
          while (text.charCodeAt(index) === 32 || (part !== 9 && text.charCodeAt(index) === 9)) index++;
          break;
        } else {
          if (strayQuote === -1) strayQuote = quote;
          const before = text.charCodeAt(quote - 1);
          if (before === LF || before === CR) strayBeginsLine = true;
          next = quote + 1;
        }
      }
      if (value.includes("\n") || value.includes("\r")) spanningQuote = start;
      cells.push(value);
    } else {
      let end = index;
      while (end < text.length) {
        const code = text.charCodeAt(end);
        if (code === part || code === LF || code === CR) break;
        end++;
      }
      if (end >= text.length && !isFinal) return null;
      cells.push(text.slice(index, end));
      index = end;
    }
    const code = text.charCodeAt(index);
    if (code === part) {
      index++;
      continue;
    }
    const textEnd = index;
    if (code === CR) {
      if (index + 1 >= text.length && !isFinal) return null;
      index += text.charCodeAt(index + 1) === LF ? 2 : 1;
    } else if (code === LF) index++;
    return { cells, end: index, textEnd, spanningQuote, isUnclosed, strayQuote, strayBeginsLine };
  }
}

/** Line ends between two offsets: LF, CRLF and CR are one each. */
export function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === LF || (code === CR && text.charCodeAt(index + 1) !== LF)) count++;
  }
  return count;
}
