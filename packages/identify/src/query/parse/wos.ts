import type { Field } from "../strategy.ts";
import { byCode } from "./colon-fields.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { lineReference } from "./line-reference.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  TS: ["title", "abstract", "author-keyword", "keywords-plus"],
  TI: ["title"],
  AB: ["abstract"],
  AK: ["author-keyword"],
  KP: ["keywords-plus"],
  ALL: ["all"],
  AU: ["author"],
  AI: ["author-id"],
  GP: ["corporate-author"],
  ED: ["editor"],
  "SO JI": ["journal"],
  DO: ["doi"],
  "AD OG OO SG SA CI PS CU ZP": ["affiliation"],
  "FO FG FT FD": ["grant"],
  IS: ["issn"],
  "UT PMID": ["record-id"],
  LA: ["language"],
  DT: ["publication-type"],
  "SU WC": ["subset"],
  PUBL: ["publisher"],
};

const forms: ReadonlyMap<string, FieldForm> = new Map<string, FieldForm>([
  ...byCode(fields).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
  ["PY", { kind: "date", field: "published" }],
  ["DOP", { kind: "date", field: "published" }],
  ["FPY", { kind: "date", field: "published" }],
  ["EAY", { kind: "date", field: "published-electronic" }],
  ["LD", { kind: "date", field: "entered" }],
]);

/** Web of Science, the advanced search of the Core Collection. */
export const wos: Grammar = {
  syntax: "wos",
  name: "Web of Science",
  wildcards: { "*": "any", "?": "one", $: "zero-or-one" },
  countedTruncation: false,
  precedence: { near: 4, not: 3, and: 2, or: 1 },
  proximity: [{ pattern: /^near(?:\/(\d+))?$/i, ordered: false, offset: 0, bare: 15, largest: 15 }],
  quotes: '"',
  capitalOperators: true,
  neighbours: "all",
  taggedNeighbours: "all",
  joinsQuoted: false,
  breaks: "",
  missingOperator: "read-as-and",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    const sign = line.text[line.at]!;
    if (!wordStart) return null;
    if (sign === "#") return lineReference(line);
    return /[A-Za-z]/.test(sign) ? (settings(line) ?? same(line) ?? prefix(line)) : null;
  },
};

const CODE = /(?:([A-Z]{2,4})\s{0,3}=|(TOPIC|TITLE|AUTHOR)\s{0,3}:)\s{0,3}/iy;

/** As older histories print them. */
const LONG: Readonly<Record<string, string>> = { TOPIC: "TS", TITLE: "TI", AUTHOR: "AU" };

/** `TS=(a OR b)`, `TI="a"`, `PY=2010-2020`, `TOPIC: (a)`. */
function prefix(line: LineScan): number | null {
  CODE.lastIndex = line.at;
  const found = CODE.exec(line.text);
  if (found === null || CODE.lastIndex > line.end) return null;
  const code = (found[1] ?? LONG[found[2]!.toUpperCase()] ?? "").toUpperCase();
  const span = { start: line.at, end: line.at + found[0].trimEnd().length };
  const form = forms.get(code);
  if (form === undefined) {
    line.problems.error(
      "field-unsupported",
      span,
      `Web of Science has no field ${code}=; the term was read without a field. Use one that it has, such as TS=, TI= or AB=.`,
    );
    line.closeTerm();
    return span.end;
  }
  line.prefix(form, span);
  return line.at + found[0].length;
}

const SETTINGS = /(?:indexes|timespan|databases?|refined by|editions?)\s{0,3}[=:][^\n]*/iy;

/** `Indexes=SCI-EXPANDED Timespan=All years`: what a history prints below a search. */
function settings(line: LineScan): number | null {
  SETTINGS.lastIndex = line.at;
  const found = SETTINGS.exec(line.text);
  if (found === null) return null;
  const end = Math.min(line.end, line.at + found[0].length);
  line.closeTerm();
  line.comment(line.text.slice(line.at, end), { start: line.at, end });
  return end;
}

/** SAME holds addresses together. No other database has it. */
function same(line: LineScan): number | null {
  const { text, at } = line;
  if (!/^same[\s(]/i.test(text.slice(at, at + 5)) || !line.afterOperand) return null;
  const span = { start: at, end: at + 4 };
  line.problems.warning(
    "same-read-as-and",
    span,
    "SAME (in one address) was read as AND, which is wider. Check the result where the address matters.",
  );
  line.operator({ kind: "and", between: 0, ordered: false, span });
  return span.end;
}
