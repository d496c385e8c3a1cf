import { columnOf, dateText, decodeCell, numberText } from "./cell-text.ts";
import { attribute, scanPart, type WorkbookParts } from "./workbook-parts.ts";

/** Formats that Excel has of itself and that show dates (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format shows a date: letters of date or time outside of quotations, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|General/gi, ""));

/** Strings that cells refer to, with CSL's styles where runs of a cell have them. */
function sharedStrings(part: Uint8Array): string[] {
  const strings: string[] = [];
  const reader = richTextReader();
  scanPart(part, {
    open: (name, attributes) => {
      if (name === "si") reader.begin();
      else reader.open(name, attributes);
    },
    close: (name) => {
      if (name === "si") strings.push(reader.end());
      else reader.close(name);
    },
    text: reader.text,
  });
  return strings;
}

interface RichTextReader {
  begin(): void;
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
  end(): string;
}

/** Joins the runs of one text: <t>, or <r> with properties and <t>; phonetic guides (<rPh>) are none of it. */
function richTextReader(): RichTextReader {
  let whole = "";
  let run = "";
  let styles: string[] = [];
  let inText = false;
  let inGuide = false;
  const isOn = (attributes: string): boolean => !/\bval\s*=\s*["'](?:0|false|none)["']/.test(attributes);
  return {
    begin() {
      whole = "";
      run = "";
      styles = [];
      inText = false;
      inGuide = false;
    },
    open(name, attributes) {
      if (name === "t") inText = !inGuide;
      else if (name === "rPh") inGuide = true;
      else if (name === "r") {
        styles = [];
        run = "";
      } else if ((name === "i" || name === "b") && isOn(attributes)) styles.push(name);
      else if (name === "vertAlign") {
        const align = attribute(attributes, "val");
        if (align === "superscript") styles.push("sup");
        else if (align === "subscript") styles.push("sub");
      }
    },
    close(name) {
      if (name === "t") {
        inText = false;
        whole += styles.reduce(
          (text, style) => (text.trim() === "" ? text : `<${style}>${text}</${style}>`),
          decodeCell(run),
        );
        run = "";
      } else if (name === "rPh") inGuide = false;
      else if (name === "r") styles = [];
    },
    text(text) {
      if (inText) run += text;
    },
    end: () => whole,
  };
}

/** For each style of cells, whether it shows numbers as dates. */
function dateStyles(part: Uint8Array): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  scanPart(part, {
    open: (name, attributes) => {
      if (name === "numFmt")
        custom.set(
          Number(attribute(attributes, "numFmtId")),
          isDateFormat(attribute(attributes, "formatCode") ?? ""),
        );
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attribute(attributes, "numFmtId") ?? 0);
        styles.push(custom.get(id) ?? isBuiltInDate(id));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

export interface Sheet {
  readonly name: string;
  readonly part: Uint8Array;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Reads the rows of a sheet from above; `row` returns false to end. `line` is the row's number in the sheet. */
  rows(sheet: Sheet, row: (cells: readonly string[], line: number) => boolean): void;
}

/** Cells beyond this column are read as one: a table of records has no more, and a reference may say anything. */
const LAST_COLUMN = 1000;

/** Opens a workbook that has been unpacked. */
export function openWorkbook({ parts }: WorkbookParts): Workbook {
  const targets = new Map<string, string>();
  const rels = parts.get("xl/_rels/workbook.xml.rels");
  if (rels !== undefined)
    scanPart(rels, {
      open: (name, attributes) => {
        const id = attribute(attributes, "Id");
        const target = attribute(attributes, "Target");
        if (name === "Relationship" && id !== undefined && target !== undefined)
          targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`);
      },
    });
  const sheets: Sheet[] = [];
  let from1904 = false;
  const book = parts.get("xl/workbook.xml");
  if (book !== undefined)
    scanPart(book, {
      open: (name, attributes) => {
        if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attribute(attributes, "date1904") ?? "");
        if (name !== "sheet") return;
        const path = targets.get(attribute(attributes, "id") ?? "")?.toLowerCase();
        const part = path === undefined ? undefined : parts.get(path);
        if (part !== undefined) sheets.push({ name: attribute(attributes, "name") ?? "", part });
      },
    });
  // A workbook that says nothing of its sheets still has them.
  if (sheets.length === 0)
    for (const [path, part] of parts)
      if (path.startsWith("xl/worksheets/")) sheets.push({ name: path, part });
  const stringsPart = parts.get("xl/sharedstrings.xml");
  const stylesPart = parts.get("xl/styles.xml");
  const strings = stringsPart === undefined ? [] : sharedStrings(stringsPart);
  const isDate = stylesPart === undefined ? [] : dateStyles(stylesPart);

  return {
    sheets,
    rows(sheet, row) {
      const rich = richTextReader();
      let cells: string[] = [];
      let line = 0;
      let column = -1;
      let kind = "";
      let style = 0;
      let value = "";
      let inValue = false;
      let goesOn = true;
      const cellText = (): string => {
        if (kind === "s") return strings[Number(value)] ?? "";
        if (kind === "inlineStr") return rich.end();
        if (kind === "str" || kind === "e" || kind === "d") return decodeCell(value);
        if (kind === "b") return value === "1" ? "TRUE" : value === "0" ? "FALSE" : value;
        if (value === "") return "";
        return isDate[style] === true ? dateText(value, from1904) : numberText(value);
      };
      scanPart(sheet.part, {
        open: (name, attributes) => {
          if (!goesOn) return;
          if (name === "row") {
            const number = Number(attribute(attributes, "r"));
            line = Number.isInteger(number) && number > line ? number : line + 1;
            cells = [];
            column = -1;
          } else if (name === "c") {
            column = columnOf(attribute(attributes, "r") ?? "") ?? column + 1;
            kind = attribute(attributes, "t") ?? "n";
            style = Number(attribute(attributes, "s") ?? 0);
            value = "";
            rich.begin();
          } else if (name === "v") inValue = true;
          else rich.open(name, attributes);
        },
        close: (name) => {
          if (!goesOn) return;
          if (name === "row") goesOn = row(cells, line);
          else if (name === "c") {
            const at = Math.min(column, LAST_COLUMN);
            while (cells.length < at) cells.push("");
            cells[at] = at < LAST_COLUMN ? cellText() : [cells[at], cellText()].filter(Boolean).join("; ");
          } else if (name === "v") inValue = false;
          else rich.close(name);
        },
        text: (text) => {
          if (inValue) value += text;
          else rich.text(text);
        },
      });
    },
  };
}
