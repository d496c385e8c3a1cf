import type { Field, Limit } from "../strategy.ts";
import { byCode } from "./colon-fields.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { limitAsOperand, readLimit } from "./limits.ts";
import { lineReference } from "./line-reference.ts";
import { readWords } from "./words.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  TITLE: ["title"],
  ABS: ["abstract"],
  AUTHKEY: ["author-keyword"],
  INDEXTERMS: ["heading-word"],
  KEY: ["author-keyword", "heading-word"],
  "TITLE-ABS": ["title", "abstract"],
  "TITLE-ABS-KEY": ["title", "abstract", "author-keyword", "heading-word"],
  "TITLE-ABS-KEY-AUTH": ["title", "abstract", "author-keyword", "heading-word", "author"],
  ALL: ["all"],
  "AUTH AUTHOR-NAME AUTHLASTNAME": ["author"],
  FIRSTAUTH: ["first-author"],
  "AU-ID ORCID": ["author-id"],
  AUTHCOLLAB: ["corporate-author"],
  "AFFIL AFFILORG AFFILCITY AFFILCOUNTRY AF-ID": ["affiliation"],
  "SRCTITLE EXACTSRCTITLE": ["journal"],
  ISSN: ["issn"],
  ISBN: ["isbn"],
  VOLUME: ["volume"],
  ISSUE: ["issue"],
  "PAGES PAGEFIRST ARTNUM": ["page"],
  BOOKPUB: ["publisher"],
  DOI: ["doi"],
  "PMID EID": ["record-id"],
  LANGUAGE: ["language"],
  "DOCTYPE SRCTYPE": ["publication-type"],
  "SUBJAREA INDEX": ["subset"],
  "CHEM CHEMNAME": ["substance"],
  CASREGNUMBER: ["registry-number"],
  TRADENAME: ["trade-name"],
  MANUFACTURER: ["manufacturer"],
  "FUND-NO FUND-ALL FUND-SPONSOR": ["grant"],
  EDITOR: ["editor"],
};

const forms: ReadonlyMap<string, FieldForm> = new Map(
  byCode(fields).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
);

const words = { wildcards: { "*": "any", "?": "one" }, countedTruncation: false } as const;

/** Scopus: OR binds first. */
export const scopus: Grammar = {
  ...words,
  syntax: "scopus",
  name: "Scopus",
  precedence: { or: 4, near: 3, and: 2, not: 1 },
  proximity: [
    { pattern: /^w\/(\d+)$/i, ordered: false, offset: 0, largest: 255 },
    { pattern: /^pre\/(\d+)$/i, ordered: true, offset: 0, largest: 255 },
  ],
  quotes: '"',
  capitalOperators: false,
  neighbours: "all",
  taggedNeighbours: "all",
  joinsQuoted: false,
  breaks: "{",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    const sign = line.text[line.at]!;
    if (sign === "{") return exact(line);
    if (!wordStart) return null;
    if (sign === "#") return lineReference(line);
    return /[A-Za-z]/.test(sign) ? (dates(line) ?? limitTo(line) ?? prefix(line)) : null;
  },
};

const CODE = /([A-Z][A-Z-]{1,24})(\s{0,3})(?=\()/iy;

/** `TITLE-ABS-KEY ( a OR b )`. */
function prefix(line: LineScan): number | null {
  CODE.lastIndex = line.at;
  const found = CODE.exec(line.text);
  if (found === null || CODE.lastIndex >= line.end) return null;
  const code = found[1]!.toUpperCase();
  const form = forms.get(code);
  const span = { start: line.at, end: line.at + code.length };
  if (form !== undefined) {
    line.prefix(form, span);
    return line.at + found[0].length;
  }
  if (found[2] !== "" || code !== found[1] || /^(?:AND|OR|NOT)$/.test(code)) return null;
  line.problems.error(
    "field-unsupported",
    span,
    `Scopus has no field ${code}; what follows was read without a field. Use one that it has, such as TITLE-ABS-KEY.`,
  );
  line.closeTerm();
  return span.end;
}

const YEAR = /PUBYEAR\s{0,3}(>|<|=|\bAFT\b|\bBEF\b|\bIS\b)\s{0,3}(\d{4})(?!\d)/iy;
const LOADED = /ORIG-LOAD-DATE\s{0,3}(>|<|=|\bAFT\b|\bBEF\b|\bIS\b)\s{0,3}(\d{4})(\d{2})(\d{2})(?!\d)/iy;

/** `PUBYEAR > 2009`, `ORIG-LOAD-DATE AFT 20240101`: what is after and before leaves the named one out. */
function dates(line: LineScan): number | null {
  YEAR.lastIndex = line.at;
  LOADED.lastIndex = line.at;
  const year = YEAR.exec(line.text);
  const loaded = year === null ? LOADED.exec(line.text) : null;
  const found = year ?? loaded;
  if (found === null || line.at + found[0].length > line.end) return null;
  const span = { start: line.at, end: line.at + found[0].length };
  const side = /[>]|aft/i.test(found[1]!) ? 1 : /[<]|bef/i.test(found[1]!) ? -1 : 0;
  const beside =
    year !== null
      ? String(Number(found[2]) + side).padStart(4, "0")
      : day(Number(found[2]), Number(found[3]), Number(found[4]) + side);
  line.operand({
    kind: "date",
    field: year !== null ? "published" : "entered",
    ...(side >= 0 && { from: beside }),
    ...(side <= 0 && { to: beside }),
    span,
  });
  return span.end;
}

function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

const LIMIT =
  /(LIMIT-TO|EXCLUDE)\s{0,3}\(\s{0,3}([A-Z]{2,20})\s{0,3},\s{0,3}"?([^\s"()\n][^"()\n]{0,119}?)"?\s{0,3}\)/iy;

/** `LIMIT-TO ( LANGUAGE , "English" )`. */
function limitTo(line: LineScan): number | null {
  LIMIT.lastIndex = line.at;
  const found = LIMIT.exec(line.text);
  if (found === null || LIMIT.lastIndex > line.end) return null;
  const [all, which, field, value] = found;
  const span = { start: line.at, end: line.at + all.length };
  if (which!.toUpperCase() === "EXCLUDE") {
    line.operand({ kind: "verbatim", text: all, span });
    return span.end;
  }
  const code = field!.toUpperCase();
  const limit =
    code === "DOCTYPE"
      ? { kind: "publication-type" as const, types: [value!.trim()] }
      : code === "LANGUAGE"
        ? { kind: "language" as const, languages: [value!.trim().toLowerCase()] }
        : code === "PUBYEAR"
          ? yearLimit(value!)
          : null;
  const other = { kind: "other" as const, text: all };
  if (limit === null) line.operand({ kind: "verbatim", text: all, span }, { limit: other });
  else line.operand({ ...limitAsOperand(limit), span }, { limit });
  return span.end;
}

function yearLimit(value: string): Limit | null {
  const limit = readLimit(`yr=${value}`);
  return limit.kind === "date" ? limit : null;
}

/** `{heart attack}`: exactly so. */
function exact(line: LineScan): number | null {
  const close = line.text.indexOf("}", line.at);
  if (close < 0 || close >= line.end) return null;
  const span = { start: line.at, end: close + 1 };
  const inside = readWords(line.text.slice(line.at + 1, close), { wildcards: {}, countedTruncation: false });
  if (inside.length === 0) return null;
  line.operand({
    kind: "text",
    words: inside,
    reading: "phrase",
    quoted: true,
    fields: [],
    exact: true,
    span,
  });
  return span.end;
}
