import type { Field } from "../strategy.ts";
import { byCode } from "./colon-fields.ts";
import type { FieldForm } from "./field-form.ts";
import type { Grammar, LineScan } from "./grammar.ts";
import { lineReference } from "./line-reference.ts";

const fields: Readonly<Record<string, readonly Field[]>> = {
  TI: ["title"],
  AB: ["abstract"],
  "KW ID": ["author-keyword"],
  "SU SH": ["author-keyword", "heading-word"],
  XB: ["title", "abstract", "author-keyword"],
  "MW MJ": ["heading-word"],
  TX: ["all"],
  "PT ZT": ["publication-type"],
  LA: ["language"],
  "AU AR": ["author"],
  "AF AD": ["affiliation"],
  "SO JN JT ST": ["journal"],
  "IS SN": ["issn"],
  "IB BN": ["isbn"],
  VI: ["volume"],
  IP: ["issue"],
  "PP SP PG": ["page"],
  PB: ["publisher"],
  CY: ["place"],
  "GI GR": ["grant"],
  "DO DI": ["doi"],
  "AN PM UI": ["record-id"],
  NM: ["substance"],
  RN: ["registry-number"],
  NP: ["personal-name-subject"],
  ED: ["editor"],
  SB: ["subset"],
  CA: ["corporate-author"],
};

const heading = { kind: "heading", vocabulary: "cinahl", explode: false, major: false, plus: true } as const;

const forms: ReadonlyMap<string, FieldForm> = new Map<string, FieldForm>([
  ...byCode(fields).map(([code, of]): [string, FieldForm] => [code, { kind: "fields", fields: of }]),
  ["MH", heading],
  ["MM", { ...heading, major: true }],
  ["DE", { ...heading, vocabulary: "apa" }],
  ["PY", { kind: "date", field: "published" }],
  ["DT", { kind: "date", field: "published" }],
  ["EM", { kind: "date", field: "entered" }],
]);

/** EBSCOhost, for CINAHL and PsycInfo. */
export const ebsco: Grammar = {
  syntax: "ebsco",
  name: "EBSCOhost",
  wildcards: { "*": "any", "?": "one", "#": "zero-or-one" },
  countedTruncation: false,
  precedence: { near: 3, and: 2, not: 2, or: 1 },
  proximity: [
    { pattern: /^n(\d+)$/i, ordered: false, offset: 0, largest: 255 },
    { pattern: /^w(\d+)$/i, ordered: true, offset: 0, largest: 255 },
  ],
  quotes: '"',
  capitalOperators: true,
  neighbours: "phrase",
  taggedNeighbours: "phrase",
  joinsQuoted: false,
  breaks: "",
  missingOperator: "refused",
  countsLines: false,
  lineByLine: false,
  commentsInBrackets: false,
  peculiar(line, wordStart) {
    const sign = line.text[line.at]!;
    if (!wordStart) return null;
    if (SET.test(line.text.slice(line.at, Math.min(line.end, line.at + 12)))) return lineReference(line);
    if (sign === "*" || sign === "?") return leadingWildcard(line);
    return sign >= "A" && sign <= "Z" ? prefix(line) : null;
  },
};

/** `S1` where an operator, a bracket or nothing follows; `S1 nerve root` is text. */
const SET = /^(?:S|#)\d{1,4}\s*(?:$|[)\n]|(?:and|or|not)[\s()"'[])/i;

const CODE = /([A-Z]{2})(\s{0,9}(?=\()|\s{1,9}(?=["\p{L}\p{N}*]))/uy;

/** `TI heart`, `AB ( a OR b )`, `MH "Asthma+"`. */
function prefix(line: LineScan): number | null {
  if (line.hasTerm) return null;
  CODE.lastIndex = line.at;
  const found = CODE.exec(line.text);
  if (found === null || CODE.lastIndex >= line.end) return null;
  const code = found[1]!;
  const next = line.text.slice(CODE.lastIndex, CODE.lastIndex + 5);
  if (/^(?:or|and|not)[\s(]/i.test(next) || /^[NW]\d/i.test(next) || /^(?:OR|AND|NOT)$/.test(code))
    return null;
  const span = { start: line.at, end: line.at + 2 };
  const form = forms.get(code);
  if (form === undefined) {
    const isWord = !/^["(]/.test(next);
    line.problems.warning(
      "field-unsupported",
      span,
      `EBSCOhost has no field ${code}; it was ${isWord ? "read as a word" : "left out"}. Use one that it has, such as TI, AB, SU or MH, or quote the phrase.`,
    );
    if (isWord) return null;
    line.prefix({ kind: "fields", fields: [] }, span);
    return span.end;
  }
  line.prefix(form, span);
  return line.at + found[0].length;
}

function leadingWildcard(line: LineScan): null {
  if (/[\p{L}\p{N}]/u.test(line.text[line.at + 1] ?? " ") && line.at + 1 < line.end) {
    line.problems.error(
      "wildcard-unsupported",
      { start: line.at, end: line.at + 1 },
      "EBSCOhost takes no wildcard at the start of a word. Write out the words.",
    );
  }
  return null;
}
